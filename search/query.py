"""A question and its answer, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from search.text.passages import Segment

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

__all__ = ["FacetCount", "Hit", "SearchQuery", "SearchResults", "Segment", "Sort"]

Sort = Literal["relevance", "newest", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "title")
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """
    What is sought. Without text everything matches, newest first.

    Values of one filter are alternatives; different filters must all hold. `facets` names what to count; a facet's own
    filter does not narrow its own counts.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 20
    facets: tuple[str, ...] = ()


class FacetCount(NamedTuple):
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    key: str
    kind: str
    title: tuple[Segment, ...]
    passage: tuple[Segment, ...]
    url: str
    facts: tuple[str, ...]
    date: datetime.date | None
    score: float


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits. `available` is false when there was no index to ask."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    page: int
    page_size: int
    num_pages: int
    available: bool = True
