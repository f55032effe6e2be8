"""
An answer by words and meaning together, from any engine.

The engine stays the judge of who may find what: meaning only proposes keys. Those that stand out join the question
(`Request.also`), so that total, facets, audience and filters come from one place; the best by words and by meaning are
then put in one order. Pages behind that pool go on in the order of the words, with nothing twice and nothing left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from search.budget import Budget
from search.fusion import fused
from search.meaning.embedding import get_embedder, query_vector
from search.meaning.nearest import matrix
from search.text.canonical import is_reference
from search.text.meaning import query_text
from search.text.starts import start_of

if TYPE_CHECKING:
    from search.backends.base import Answer, Request, SearchBackend, StoredHit
    from search.meaning.nearest import Near

# How many of each the common order is made of, and how many more where filters will leave out most.
POOL = 100
NEAREST = 100
NEAREST_FILTERED = 300
# Nothing is that near to nonsense (20 pieces, at most 0.32 to any of 1,000 texts): such a document is found by its
# meaning alone.
STANDS_OUT = 0.38
# Titles looked at for one that is exactly what was typed.
TITLES = 3


class _Pool(NamedTuple):
    """The first of the answer in their common order, and those of them that the words put behind the pool."""

    answer: Answer
    ranked: list[tuple[str, float]]
    from_behind: tuple[str, ...]


def answer(backend: SearchBackend, request: Request, text: str) -> Answer:
    """What the backend answers to the request, ranked by the meaning of `text` as well, where that helps."""
    budget = Budget(request.until)
    near = _near(backend, request, text, budget)
    if not near:
        found = backend.search(request)
        return replace(found, partial=found.partial or budget.is_short)
    request = replace(request, also=tuple(found.key for found in near if found.cosine >= STANDS_OUT))
    pool = _pool(backend, request, near, budget)
    end = request.offset + request.limit
    chosen = pool.ranked[request.offset : end]
    hits = _shown(backend, request, chosen)
    if end > len(pool.ranked) and pool.answer.total > len(pool.ranked):
        hits += _behind(backend, request, pool, request.limit - len(chosen))
    return replace(pool.answer, hits=tuple(hits), partial=pool.answer.partial or budget.is_short)


def _near(backend: SearchBackend, request: Request, text: str, budget: Budget) -> list[Near]:
    """What lies near the meaning of the question; nothing where the words decide alone, or time is up."""
    if request.sort != "relevance" or not request.terms or request.phrases:
        return []
    view = matrix().view() if get_embedder() else None
    if view is None or not budget.allows_more() or _words_decide(backend, request, text):
        return []
    vector = query_vector(text)
    return [] if vector is None else view.nearest(vector, NEAREST_FILTERED if request.filters else NEAREST)


def _words_decide(backend: SearchBackend, request: Request, text: str) -> bool:
    """Codes and numbers mean what they say, and who types a title wants what bears it."""
    if all(term.term.isdigit() or is_reference(term.term) for term in request.terms):
        return True
    asked = query_text(text)
    titled = backend.starting_with(start_of(text), request.audiences, TITLES)
    return any(query_text(hit.shown.partition("\n")[0]) == asked for hit in titled)


def _pool(backend: SearchBackend, request: Request, near: list[Near], budget: Budget) -> _Pool:
    first = backend.search(replace(request, offset=0, limit=POOL, keys_only=True))
    by_words = {hit.key: hit.score for hit in first.hits}
    others = tuple(found.key for found in near if found.key not in by_words)
    behind: dict[str, float] = {}
    if others and first.total > len(by_words) and budget.allows_more():
        asked = replace(request, only=others, grams=(), facets=(), offset=0, limit=len(others), keys_only=True)
        # Of named documents the engine says how well they match, also where they do not.
        behind = {hit.key: hit.score for hit in backend.search(asked).hits if hit.score > 0 or hit.key in request.also}
    cosines = {found.key: found.cosine for found in near}
    return _Pool(first, fused(by_words | behind, cosines), tuple(behind))


def _shown(backend: SearchBackend, request: Request, chosen: list[tuple[str, float]]) -> list[StoredHit]:
    """The chosen documents with all that is shown of them, in their order."""
    if not chosen:
        return []
    keys = tuple(key for key, _ in chosen)
    # Which documents they are is decided, so nothing is scored again.
    asked = replace(request, only=keys, also=(), terms=(), grams=(), hints=(), facets=(), offset=0, limit=len(keys))
    found = backend.search(asked)
    hits = {hit.key: hit for hit in found.hits}
    # One that went between two questions is missing, as it should be.
    return [hits[key]._replace(score=score) for key, score in chosen if key in hits]


def _behind(backend: SearchBackend, request: Request, pool: _Pool, count: int) -> list[StoredHit]:
    """The next by words alone, behind those of the pool that came by words."""
    by_words = len(pool.ranked) - len(pool.from_behind)
    further = max(request.offset - len(pool.ranked), 0)
    asked = replace(request, without=pool.from_behind, facets=(), offset=by_words + further, limit=count)
    return list(backend.search(asked).hits)
