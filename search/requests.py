"""From a question to what a backend is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backends.base import Request
from search.documents import FACET_NAMES
from search.query import LARGEST_PAGE, SORTS
from search.text.analysis import LONGEST_QUESTION, question_terms
from search.text.characters import one_line
from search.text.grams import grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.query import SearchQuery

# Triples of more letters than a long title has add time, not hits.
MOST_GRAMS = 60


def request_for(query: SearchQuery, audiences: frozenset[str]) -> Request:
    """The request for the first page. Unknown filters, facets and sorts are dropped, sizes brought within bounds."""
    terms = question_terms(query.text)
    letters = tuple(dict.fromkeys(grams(query.text[:LONGEST_QUESTION])))[:MOST_GRAMS]
    sort = query.sort if query.sort in SORTS else "relevance"
    if sort == "relevance" and not terms and not letters:
        sort = "newest"
    return Request(
        audiences=audiences,
        terms=terms,
        grams=letters,
        filters=_filters(query.filters),
        sort=sort,
        limit=min(max(query.page_size, 1), LARGEST_PAGE),
        facets=tuple(name for name in query.facets if name in FACET_NAMES),
    )


def _filters(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    wanted = {
        name: tuple(dict.fromkeys(one_line(value) for value in values))
        for name, values in filters.items()
        if name in FACET_NAMES
    }
    return {name: values for name, values in wanted.items() if values}
