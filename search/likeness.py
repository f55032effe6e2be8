"""What is like a thing that can be found, or like a text: by vectors, and by words where there are none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from search.backends import get_backend
from search.backends.base import IndexUnavailableError, Request
from search.excerpts import shown_hit
from search.meaning.embedding import get_embedder, query_vector
from search.meaning.nearest import matrix
from search.query import SearchQuery
from search.requests import request_for
from search.text.dictionary import stop_words
from search.text.questions import question_words
from search.visibility import visible_keys

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.backends.base import StoredHit
    from search.meaning.nearest import Near
    from search.query import Hit

logger = logging.getLogger(__name__)

# Of pairs of texts, one in a hundred lies nearer (docs/decisions/0021 has the figures).
RELATED_FROM = 0.4
SIMILAR_FROM = 0.35
# The same question in other words (docs/decisions/0026 has the figures): of titles, by vectors, and by the words they
# share where there are no vectors.
SAME_FROM = 0.55
SAME_WORDS_FROM = 0.45
# Candidates: what this viewer may not find and what is left out must not leave the list short.
CANDIDATES = 40
FIRST_WORDS = 200


def related(
    key: str, audiences: Collection[str], limit: int, *, leave_out: Collection[str] = (), title: str = ""
) -> tuple[Hit, ...]:
    """
    What this viewer may find that is about the same as the thing of that key, best first.

    By the words of `title` where search by meaning is off or has not seen to the thing yet.
    """
    view = matrix().view() if get_embedder() else None
    vectors = view.vectors_of(key) if view else None
    left_out = {key, *leave_out}
    if vectors is None:
        return _by_words(title, frozenset(audiences), limit, left_out, ())
    near = [found for found in view.nearest(vectors[1], CANDIDATES) if found.cosine >= RELATED_FROM]
    return _confirmed(near, frozenset(audiences), limit, left_out, ())


def similar(text: str, audiences: Collection[str], limit: int, *, kinds: Collection[str] = ()) -> tuple[Hit, ...]:
    """What this viewer may find that is about the same as the text: for “is this already there?” while one writes."""
    held = frozenset(audiences)
    view = matrix().view() if get_embedder() else None
    vector = query_vector(text) if view else None
    by_words = _by_words(text, held, limit, set(), kinds)
    if vector is None:
        return by_words
    near = [found for found in view.nearest(vector, CANDIDATES) if found.cosine >= SIMILAR_FROM]
    found = _confirmed(near, held, limit, set(), kinds)
    known = {hit.key for hit in found}
    return (*found, *(hit for hit in by_words if hit.key not in known))[:limit]


def same_question(
    title: str, audiences: Collection[str], limit: int, *, kinds: Collection[str] = ()
) -> tuple[Hit, ...]:
    """What this viewer may find whose title asks the same in other words: far nearer than what is only similar."""
    view = matrix().view() if get_embedder() else None
    vector = query_vector(title) if view else None
    words = _content_words(title)

    def is_same(hit: Hit) -> bool:
        vectors = view.vectors_of(hit.key) if view and vector is not None else None
        if vectors is not None:
            return float(vectors[0] @ vector) >= SAME_FROM
        others = _content_words("".join(segment.text for segment in hit.title))
        return 2 * len(words & others) >= SAME_WORDS_FROM * max(1, len(words) + len(others))

    return tuple(hit for hit in similar(title, audiences, CANDIDATES, kinds=kinds) if is_same(hit))[:limit]


def _content_words(text: str) -> set[str]:
    words = question_words(text, synonyms=False)
    return {word.term for word in words if not word.is_debris and not word.is_idle} - stop_words()


def _confirmed(
    near: list[Near], audiences: frozenset[str], limit: int, left_out: set[str], kinds: Collection[str]
) -> tuple[Hit, ...]:
    """Those of them that engine and database let this viewer find, in their order."""
    keys = tuple(found.key for found in near if found.key not in left_out)
    if not keys:
        return ()
    filters = {"kind": tuple(kinds)} if kinds else {}
    hits = _asked(Request(audiences=audiences, only=keys, filters=filters, limit=len(keys)))
    places = {key: place for place, key in enumerate(keys)}
    hits.sort(key=lambda hit: places[hit.key])
    return tuple(shown_hit(hit, ()) for hit in _still_visible(hits, audiences)[:limit])


def _by_words(
    text: str, audiences: frozenset[str], limit: int, left_out: set[str], kinds: Collection[str]
) -> tuple[Hit, ...]:
    request = request_for(
        SearchQuery(
            text[:FIRST_WORDS], filters={"kind": tuple(kinds)} if kinds else {}, page_size=limit + len(left_out)
        ),
        audiences,
    )
    if not request.asks_text:
        return ()
    hits = [hit for hit in _asked(request) if hit.key not in left_out]
    return tuple(shown_hit(hit, ()) for hit in _still_visible(hits, audiences)[:limit])


def _still_visible(hits: list[StoredHit], audiences: frozenset[str]) -> list[StoredHit]:
    visible = visible_keys(hits, audiences)
    return [hit for hit in hits if hit.key in visible]


def _asked(request: Request) -> list[StoredHit]:
    try:
        return list(get_backend().search(request).hits)
    except IndexUnavailableError as error:
        logger.warning("Nothing like it can be found: %s", error)
        return []
