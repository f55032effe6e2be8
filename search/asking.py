"""The one path from a question to an answer, for visitors as for the measuring of quality."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search import blending
from search.budget import QUERY_SECONDS, Budget, OutOfTimeError
from search.query import NOTHING_MADE, Replacement, Understanding
from search.reading import CERTAIN, read
from search.requests import request_for
from search.text.analysis import in_order, tokens
from search.text.query_language import squeezed
from search.text.questions import LONGEST_QUESTION, WeightedTerm, question_words, terms_of
from search.understanding import Held, meant_by, on_other_keyboard, plainly, typed_exactly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.backends.base import Answer, Request, SearchBackend, StoredHit
    from search.query import Constraint, SearchQuery
    from search.reading import Reading
    from search.understanding import Meant

# A narrowed answer with fewer hits than this is followed by what comes near.
FEW = 5
MOST_NEAR = 10
# Words that were read as a filter still tell a little about what is sought.
HINT_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """
    The answer, with the request that was put to the engine and what was made of the question.

    `near` are hits for the words alone, where filters read out of them left few.
    """

    answer: Answer
    request: Request
    page: int
    understood: Understanding = NOTHING_MADE
    partial: bool = False
    near: tuple[StoredHit, ...] = ()


def ask(backend: SearchBackend, query: SearchQuery, audiences: frozenset[str], until: float | None = None) -> Asked:
    """
    Ask for the page the query names, or the last one there is. Raises IndexUnavailableError.

    After `until` (time.monotonic) what was found is the answer: nothing is read into the words any more, no other way
    is tried, and the answer says that it is partial.
    """
    budget = Budget(time.monotonic() + QUERY_SECONDS if until is None else until)
    holding = Held(backend, audiences, budget)
    keyed = "" if query.exact else _keyed(query.text, holding)
    retyped = (Replacement("keyboard", query.text.strip(), keyed),) if keyed else ()
    query = replace(query, text=keyed) if keyed else query
    reading = read(query)
    plain = _meant(backend, query, reading.words, holding)
    words = _request(query, audiences, reading, (), plain, budget)
    for constraints in _attempts(reading):
        if not budget.allows_more():
            break
        meant = _meant(backend, query, reading.without(constraints), holding)
        request = _request(query, audiences, reading, constraints, meant, budget)
        answer, page = _page(backend, request, query, meant)
        if not answer.total:
            continue
        best: tuple[StoredHit, ...] = ()
        if budget.allows_more():
            best = backend.search(replace(words, limit=MOST_NEAR, facets=(), sort="relevance")).hits
            if _loses_the_answer(best, answer, reading.words):
                continue
        near = best if answer.total < FEW and page == 1 else ()
        shown = {hit.key for hit in answer.hits}
        return Asked(
            answer,
            request,
            page,
            _understood(reading, constraints, meant, retyped),
            answer.partial or budget.is_short,
            tuple(hit for hit in near if hit.key not in shown)[: MOST_NEAR - answer.total],
        )
    answer, page = _page(backend, words, query, plain)
    partial = answer.partial or budget.is_short
    return Asked(answer, words, page, _understood(reading, (), plain, retyped), partial)


def _keyed(text: str, holding: Held) -> str:
    try:
        return on_other_keyboard(text, holding)
    except OutOfTimeError:
        return ""


def _meant(backend: SearchBackend, query: SearchQuery, text: str, holding: Held) -> Meant:
    """What is meant by the words; where there is no time to find that out, what stands there."""
    if query.exact:
        return typed_exactly(text)
    try:
        return meant_by(backend, text, holding)
    except OutOfTimeError:
        return plainly(text)


def _attempts(reading: Reading) -> list[tuple[Constraint, ...]]:
    """Which constraints to try, the most first. A lone word that could be a kind or a subject is a word."""
    everything = reading.constraints
    # Of all that is said of a thing, its hours are most often said roughly.
    without_hours = tuple(constraint for constraint in everything if constraint.name != "hours")
    certain = tuple(constraint for constraint in everything if constraint.name in CERTAIN)
    attempts = []
    if certain or len(everything) > 1 or reading.without(everything):
        attempts.append(everything)
    if without_hours and without_hours != everything:
        attempts.append(without_hours)
    if certain:
        attempts.append(certain)
    return list(dict.fromkeys(attempts))


def _loses_the_answer(best: tuple[StoredHit, ...], answer: Answer, words: str) -> bool:
    """Whether the best hit for the words alone has them all for its title and is left out by the filters."""
    if not best or any(hit.key == best[0].key for hit in answer.hits):
        return False
    title, _, _ = best[0].shown.partition("\n")
    return squeezed(words) in squeezed(title)


def _request(
    query: SearchQuery,
    audiences: frozenset[str],
    reading: Reading,
    constraints: tuple[Constraint, ...],
    meant: Meant,
    budget: Budget,
) -> Request:
    """The request for the first page, narrowed by these constraints; without any, all words count."""
    filters = {**query.filters, **{constraint.name: constraint.values for constraint in constraints}}
    request = request_for(replace(query, filters=filters), audiences, meant)
    sought = {term.term for term in request.terms}
    typed = " ".join(constraint.typed for constraint in constraints)
    hints = tuple(
        term._replace(weight=term.weight * HINT_WEIGHT)
        for term in terms_of(question_words(typed))
        if term.term not in sought
    )
    request = replace(
        request,
        hints=hints if typed else (),
        phrases=_in_order(reading.phrases),
        excluded=_in_order(reading.excluded),
        until=budget.until,
    )
    # What the plain words did not give to rank by, a phrase or a hint may.
    by_relevance = query.sort not in ("newest", "title") and request.asks_text
    return replace(request, sort="relevance") if by_relevance else request


def terms_to_mark(request: Request) -> tuple[WeightedTerm, ...]:
    """What of a hit shows why it was found: the words, those read as filters, and those of phrases."""
    sought = (*request.terms, *request.hints)
    known = {term.term for term in sought}
    in_phrases = dict.fromkeys(word for phrase in request.phrases for word in phrase if word not in known)
    return (*sought, *(WeightedTerm(word, 1.0, -1) for word in in_phrases))


def _in_order(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    found = (tuple(in_order(tokens(text[:LONGEST_QUESTION]))) for text in texts)
    return tuple(words for words in found if words)


def _understood(
    reading: Reading, used: tuple[Constraint, ...], meant: Meant, retyped: tuple[Replacement, ...]
) -> Understanding:
    return Understanding(
        replacements=(*retyped, *meant.replacements),
        constraints=used,
        offered=tuple(constraint for constraint in reading.constraints if constraint not in used),
        phrases=reading.phrases,
        excluded=reading.excluded,
        unread=reading.unread,
    )


def _page(backend: SearchBackend, request: Request, query: SearchQuery, meant: Meant) -> tuple[Answer, int]:
    """The answer for this page, or for the last one when there are fewer."""

    def on(page: int) -> Answer:
        wanted = replace(request, offset=(page - 1) * request.limit)
        # Whoever wants the words as they are typed gets what holds them, and nothing that means the same.
        return backend.search(wanted) if query.exact else blending.answer(backend, wanted, meant.text)

    number = max(query.page, 1)
    if number > 1:
        largest = max(1, math.ceil(backend.state().documents / request.limit))
        number = min(number, largest)
    answer = on(number)
    last = max(1, math.ceil(answer.total / request.limit))
    if number > last:
        number = last
        answer = on(number)
    return answer, number
