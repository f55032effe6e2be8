"""The one door to search for the rest of the site."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from search import indexing, spreading, words
from search.asking import ask, terms_to_mark
from search.backends import get_backend
from search.backends.base import IndexUnavailableError
from search.beside import best_of_kinds, ways_out
from search.budget import QUERY_SECONDS
from search.documents import FACET_NAMES, SearchDocument, Section
from search.excerpts import shown_hit
from search.facets import listing
from search.forms import query_from
from search.indexing import paused
from search.likeness import related, same_question, similar
from search.query import FacetCount, Hit, KindGroup, SearchQuery, SearchResults, Segment, Understanding
from search.registry import Name, Source, kind_labels, register, register_adviser, register_facet
from search.rows import rows_of
from search.signals import index_changed, saved_search_hits
from search.suggestions import suggestions
from search.visibility import visible_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.asking import Asked
    from search.backends.base import StoredHit
    from search.beside import StoredGroup
    from search.query import Relief
    from search.suggestions import Suggestion

__all__ = [
    "FACET_NAMES",
    "FacetCount",
    "Hit",
    "KindGroup",
    "Name",
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
    "register_adviser",
    "register_facet",
    "related",
    "rows_of",
    "same_question",
    "saved_search_hits",
    "search",
    "similar",
    "suggest",
]

logger = logging.getLogger(__name__)


def search(query: SearchQuery, audiences: Collection[str], *, by_kind: bool = False) -> SearchResults:
    """
    One page of what this viewer may find. Never raises for what a visitor typed; a page beyond the last is the last.

    The engine filters by audience, and each hit is checked once more in the database: a restriction that the index
    does not know yet already holds. `by_kind` asks for the best of each kind as well.
    """
    indexing.settle()
    indexing.look()
    spreading.look()
    words.refresh()
    held = frozenset(audiences)
    until = time.monotonic() + QUERY_SECONDS
    backend = get_backend()
    try:
        asked = ask(backend, query, held, until)
        groups, all_groups = best_of_kinds(backend, asked, until) if by_kind else ((), True)
        relief, all_ways = ways_out(backend, query, asked, until) if not asked.answer.total else ((), True)
    except IndexUnavailableError as error:
        logger.error("Nothing can be found: %s", error)
        indexing.mend()
        return SearchResults(0, (), {}, 1, query.page_size, 1, available=False)
    return _shown(asked, groups, relief, held, partial=asked.partial or not (all_groups and all_ways))


def suggest(typed: str, audiences: Collection[str]) -> list[Suggestion]:
    """What somebody who is typing may mean; nothing when there is no index to ask."""
    indexing.settle()
    try:
        return suggestions(get_backend(), typed, frozenset(audiences))
    except IndexUnavailableError:
        return []


def _shown(
    asked: Asked,
    groups: tuple[StoredGroup, ...],
    relief: tuple[Relief, ...],
    held: frozenset[str],
    *,
    partial: bool,
) -> SearchResults:
    """What was found as it is shown, without what the database says is hidden."""
    answer, page_size = asked.answer, asked.request.limit
    visible = visible_keys([*answer.hits, *asked.near, *(hit for group in groups for hit in group.hits)], held)
    marked = terms_to_mark(asked.request)

    def shown(hits: Iterable[StoredHit]) -> tuple[Hit, ...]:
        return tuple(shown_hit(stored, marked) for stored in hits if stored.key in visible)

    hits = shown(answer.hits)
    of_kinds = ((group, shown(group.hits)) for group in groups)
    return SearchResults(
        total=answer.total - (len(answer.hits) - len(hits)),
        hits=hits,
        facets=answer.facets,
        page=asked.page,
        page_size=page_size,
        num_pages=max(1, math.ceil(answer.total / page_size)),
        partial=partial,
        understood=asked.understood,
        near=shown(asked.near),
        relief=relief,
        groups=tuple(
            KindGroup(group.kind, group.total - (len(group.hits) - len(of_kind)), of_kind)
            for group, of_kind in of_kinds
            if of_kind
        ),
    )


def changed(keys: Iterable[str]) -> None:
    """Say that these things may have changed, appeared or gone. Call it in the transaction that changes them."""
    indexing.queue(keys)
