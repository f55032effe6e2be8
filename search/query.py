"""A question and its answer, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from search.text.passages import Segment

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

__all__ = [
    "FacetCount",
    "Hit",
    "Replacement",
    "SearchQuery",
    "SearchResults",
    "Segment",
    "Sort",
    "Understanding",
]

Sort = Literal["relevance", "newest", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "title")
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """
    What is sought. Without text everything matches, newest first.

    Values of one filter are alternatives; different filters must all hold. `facets` names what to count; a facet's own
    filter does not narrow its own counts. `exact` takes the words as they were typed: no other spelling, synonym or
    keyboard.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 20
    facets: tuple[str, ...] = ()
    exact: bool = False


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
    trail: tuple[str, ...] = ()
    state: str = ""
    section: str = ""


class Replacement(NamedTuple):
    """Something sought in another form than it was typed: its spelling, a synonym, another keyboard."""

    kind: Literal["spelling", "synonym", "keyboard"]
    typed: str
    sought: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was made of a question; nothing here names what this viewer may not find."""

    replacements: tuple[Replacement, ...] = ()


NOTHING_MADE = Understanding()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """
    One page of hits. `available` is false when there was no index to ask; `partial` says that time was up before
    everything was asked.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    page: int
    page_size: int
    num_pages: int
    available: bool = True
    partial: bool = False
    understood: Understanding = NOTHING_MADE
