"""The one door to search for the rest of the site."""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING

from search import indexing, spreading, words
from search.asking import ask
from search.backends import get_backend
from search.backends.base import IndexUnavailableError
from search.documents import FACET_NAMES, SearchDocument, Section
from search.excerpts import shown_hit
from search.facets import listing
from search.forms import query_from
from search.indexing import paused
from search.query import FacetCount, Hit, SearchQuery, SearchResults, Segment, Understanding
from search.registry import Source, kind_labels, owner_of, register, register_facet
from search.signals import index_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.backends.base import StoredHit

__all__ = [
    "FACET_NAMES",
    "FacetCount",
    "Hit",
    "SearchDocument",
    "SearchQuery",
    "SearchResults",
    "Section",
    "Segment",
    "Source",
    "Understanding",
    "changed",
    "index_changed",
    "kind_labels",
    "listing",
    "paused",
    "query_from",
    "register",
    "register_facet",
    "search",
]

logger = logging.getLogger(__name__)


def search(query: SearchQuery, audiences: Collection[str]) -> SearchResults:
    """
    One page of what this viewer may find. Never raises for what a visitor typed; a page beyond the last is the last.

    The engine filters by audience, and each hit is checked once more in the database: a restriction that the index
    does not know yet already holds.
    """
    indexing.settle()
    indexing.look()
    spreading.look()
    words.refresh()
    held = frozenset(audiences)
    try:
        asked = ask(get_backend(), query, held)
    except IndexUnavailableError as error:
        logger.error("Nothing can be found: %s", error)
        return SearchResults(0, (), {}, 1, query.page_size, 1, available=False)
    answer, page_size = asked.answer, asked.request.limit
    seen = _still_visible(answer.hits, held)
    return SearchResults(
        total=answer.total - (len(answer.hits) - len(seen)),
        hits=tuple(shown_hit(stored, asked.request.terms) for stored in seen),
        facets=answer.facets,
        page=asked.page,
        page_size=page_size,
        num_pages=max(1, math.ceil(answer.total / page_size)),
        partial=asked.partial,
        understood=asked.understood,
    )


def changed(keys: Iterable[str]) -> None:
    """Say that these things may have changed, appeared or gone. Call it in the transaction that changes them."""
    indexing.queue(keys)


def _still_visible(hits: tuple[StoredHit, ...], audiences: frozenset[str]) -> list[StoredHit]:
    by_owner: dict[str, tuple[Source, list[str]]] = {}
    for hit in hits:
        owner = owner_of(hit.key)
        if owner is not None:
            by_owner.setdefault(owner.name, (owner, []))[1].append(hit.key)
    visible: set[str] = set()
    for owner, keys in by_owner.values():
        visible |= owner.visible_keys(keys, audiences)
    return [hit for hit in hits if hit.key in visible]
