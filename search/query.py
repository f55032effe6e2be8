"""A question and its answer, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from search.text.passages import Segment

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

__all__ = [
    "Constraint",
    "FacetCount",
    "Hit",
    "KindGroup",
    "Relief",
    "Replacement",
    "SearchQuery",
    "SearchResults",
    "Segment",
    "Sort",
    "Understanding",
    "Unread",
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
    keyboard, and no filter read out of them. `as_words` names filters that must not be read out of the words.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 20
    facets: tuple[str, ...] = ()
    exact: bool = False
    as_words: tuple[str, ...] = ()


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


class Constraint(NamedTuple):
    """A filter that words of the question amount to: its name, its values, and the words."""

    name: str
    values: tuple[str, ...]
    typed: str


class Unread(NamedTuple):
    """A filter named on purpose ("kind:nothing") whose value does not exist; `options` are some that do."""

    name: str
    value: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """
    What was made of a question; nothing here names what this viewer may not find.

    `constraints` narrow the answer, `offered` could but were taken as words.
    """

    replacements: tuple[Replacement, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    offered: tuple[Constraint, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


NOTHING_MADE = Understanding()


class Relief(NamedTuple):
    """
    Something that keeps everything away, and how many hits there would be without it.

    `what` is the name of a filter, "filters" for all of them, "phrase" or "excluded"; `text` the words of the latter.
    """

    what: str
    text: str
    total: int


class KindGroup(NamedTuple):
    """The best hits of one kind, and how many there are."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """
    One page of hits. `available` is false when there was no index to ask; `partial` says that time was up before
    everything was asked. `near` are hits for the words alone where filters read out of them left few, `relief` what to
    drop where nothing was found, `groups` the best of each kind where they were asked for.
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
    near: tuple[Hit, ...] = ()
    relief: tuple[Relief, ...] = ()
    groups: tuple[KindGroup, ...] = ()
