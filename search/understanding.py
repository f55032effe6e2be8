"""What is meant by the words of a question: its terms, and what is sought in another form than it was typed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from search.budget import Budget, OutOfTimeError
from search.lexicons import lexicon_of
from search.query import Replacement
from search.text.concepts import names_of, spelling
from search.text.corrections import corrected, mended
from search.text.grams import grams
from search.text.keyboard import retyped
from search.text.normalise import plain
from search.text.questions import LONGEST_QUESTION, question_words, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from search.backends.base import SearchBackend
    from search.text.corrections import Correction
    from search.text.questions import WeightedTerm, Word

# Triples of more letters than a long title has add time, not hits.
MOST_GRAMS = 60
# So many other names of a thing are told.
MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """
    The terms to look for, the letter triples that find what is spelt otherwise, `text` as it should have been typed,
    and what to tell the asker. Nothing here names what this viewer may not find.
    """

    text: str
    terms: tuple[WeightedTerm, ...] = ()
    grams: tuple[str, ...] = ()
    replacements: tuple[Replacement, ...] = ()


def typed_exactly(text: str) -> Meant:
    """The words as they stand: no other spelling, synonym or keyboard."""
    return Meant(text, terms_of(question_words(text, synonyms=False)))


def plainly(text: str) -> Meant:
    """The words and their synonyms, compared with no index."""
    words = question_words(text, synonyms=settings.KM_SEARCH_SYNONYMS)
    return Meant(text, terms_of(words), _grams(text))


class Held:
    """
    How many documents that one viewer may find hold a term; each term is asked of the engine once a question.

    Raises OutOfTimeError instead of asking when the time of the question is up.
    """

    def __init__(self, backend: SearchBackend, audiences: frozenset[str], budget: Budget | None = None) -> None:
        self._backend = backend
        self._audiences = audiences
        self._budget = budget or Budget(math.inf)
        self._known: dict[str, int] = {}

    def __call__(self, terms: Collection[str]) -> Mapping[str, int]:
        missing = {term for term in terms if term not in self._known}
        if missing:
            if not self._budget.allows_more():
                raise OutOfTimeError
            self._known |= dict.fromkeys(missing, 0) | dict(self._backend.holding(missing, self._audiences))
        return self._known


def on_other_keyboard(text: str, holding: Held) -> str:
    """
    The question as it reads on the other keyboard, where only that finds something; otherwise nothing.

    Asked before the question is read: what is a letter on one keyboard is an operator on the other.
    """
    return retyped(text[:LONGEST_QUESTION], holding)


def meant_by(backend: SearchBackend, text: str, holding: Held) -> Meant:
    """What this viewer most likely means. Raises IndexUnavailableError."""
    text = text[:LONGEST_QUESTION]
    with_names = settings.KM_SEARCH_SYNONYMS
    words = question_words(text, synonyms=with_names)
    if not words:
        return Meant(text, (), _grams(text))
    holding([word.term for word in words])
    corrections = corrected(words, lexicon_of(backend), holding)
    text, sought = mended(plain(text), words, corrections, synonyms=with_names)
    replacements: list[Replacement] = []
    replacements += _spellings(corrections)
    replacements += _synonyms(sought, holding)
    holding([word.term for word in sought])
    doubtful = any(not word.is_idle and (word.is_debris or not holding([word.term])[word.term]) for word in sought)
    return Meant(text, terms_of(sought), _grams(text) if doubtful else (), tuple(replacements))


def _grams(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(grams(text[:LONGEST_QUESTION])))[:MOST_GRAMS]


def _spellings(corrections: Sequence[Correction]) -> Iterator[Replacement]:
    for correction in corrections:
        if spelling(correction.typed) != spelling(correction.sought):
            yield Replacement("spelling", correction.typed, correction.sought)


def _synonyms(words: Sequence[Word], holding: Callable[[Collection[str]], Mapping[str, int]]) -> Iterator[Replacement]:
    for word in words:
        for term, typed in word.names:
            if holding([term])[term]:
                others = [name for name in names_of(term) if spelling(name) != spelling(typed)]
                yield Replacement("synonym", typed, ", ".join(others[:MOST_NAMES]))
