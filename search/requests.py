"""From a question to what a backend is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backends.base import Request
from search.documents import FACET_NAMES, FILTER_NAMES
from search.query import LARGEST_PAGE, SORTS
from search.text.characters import one_line
from search.understanding import plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.query import SearchQuery
    from search.understanding import Meant


def request_for(query: SearchQuery, audiences: frozenset[str], meant: Meant | None = None) -> Request:
    """
    The request for the first page. Unknown filters, facets and sorts are dropped, sizes brought within bounds.

    `meant` is what was made of the words (search.understanding); without it they are taken as they stand.
    """
    meant = meant or plainly(query.text)
    sort = query.sort if query.sort in SORTS else "relevance"
    if sort == "relevance" and not meant.terms and not meant.grams:
        sort = "newest"
    return Request(
        audiences=audiences,
        terms=meant.terms,
        grams=meant.grams,
        filters=_filters(query.filters),
        sort=sort,
        limit=min(max(query.page_size, 1), LARGEST_PAGE),
        facets=tuple(name for name in query.facets if name in FACET_NAMES),
    )


def _filters(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    wanted = {
        name: tuple(dict.fromkeys(one_line(value) for value in values))
        for name, values in filters.items()
        if name in FILTER_NAMES
    }
    return {name: values for name, values in wanted.items() if values}
