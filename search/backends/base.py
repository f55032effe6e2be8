"""What a search engine must be able to do. The same questions give the same answers on every backend."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from search.query import FacetCount
from search.text.analysis import DEBRIS_WEIGHT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Mapping
    from contextlib import AbstractContextManager

    from search.prepared import PreparedDocument, ShownSection
    from search.query import Sort
    from search.text.analysis import WeightedTerm

# Measured on judged Thai queries (docs/decisions/0011): the share of a question's words a document must hold, the share
# of its letter triples that makes a document a likely misspelling, and how much those triples count beside words.
LEAST_WORDS = 0.3
LEAST_GRAMS = 0.6
GRAM_WEIGHT = 0.2
# A word that no more documents than these hold may be misspelt. Asking for triples always costs three times as much.
RARE = 2
# Facets with more values than this show the most frequent ones.
MOST_VALUES = 200


class IndexUnavailableError(Exception):
    """The engine or its index cannot be used now. The message says what to do."""


class AwayError(IndexUnavailableError):
    """The engine cannot be reached; nothing is known to be wrong with its index. It is tried again soon."""


class RefusedError(Exception):
    """The engine took all documents but these. `problems` says of each key why."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{key}: {problem}" for key, problem in problems.items())[:1_000])
        self.problems = problems


class BusyError(Exception):
    """Another process is writing to the index."""


@dataclass(frozen=True, slots=True)
class Request:
    """
    A question as a backend gets it: analysed, and always with the audiences of who asks.

    `phrases` are terms that must stand side by side in this order, each of them (search.text.analysis.in_order);
    `excluded` are terms or phrases that must not occur. Documents named by `also` match whatever their words; with
    `only`, no others are asked; those named by `without` never match. `also` and `only` keep to the audience, the
    filters, the phrases and what is excluded. `hints` add to the score of what matches anyway. With `keys_only` the
    hits carry their key and score and nothing else: for ranking many of which few are shown. After `until`
    (time.monotonic) what is dear and not needed is left out: the counts of filtered facets. An engine that can stop in
    the middle does so then, and answers with what it has. Either makes the answer `partial`.
    """

    audiences: frozenset[str]
    terms: tuple[WeightedTerm, ...] = ()
    grams: tuple[str, ...] = ()
    hints: tuple[WeightedTerm, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    keys_only: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    until: float = math.inf

    @property
    def asks_text(self) -> bool:
        """Whether there is anything to rank by."""
        return bool(self.terms or self.grams or self.phrases or self.hints)


class StoredHit(NamedTuple):
    """What a backend keeps of a document to show it."""

    key: str
    kind: str
    url: str
    facts: tuple[str, ...]
    date: datetime.date | None
    shown: str
    marks: str
    score: float
    trail: tuple[str, ...] = ()
    state: str = ""
    sections: tuple[ShownSection, ...] = ()


def bare_hit(key: str, score: float) -> StoredHit:
    """What an answer holds of a document when only keys were asked for."""
    return StoredHit(key, "", "", (), None, "", "", score)


@dataclass(frozen=True, slots=True)
class Answer:
    total: int
    hits: tuple[StoredHit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class IndexState:
    """
    How the index is. `problem` is empty when it can be asked; otherwise it says what to do. `away` says that an engine
    cannot be reached: building an index anew would not help. When another one answers for it, `stands_in_for` says
    what is wrong with the one that should.
    """

    documents: int = 0
    version: str = ""
    problem: str = ""
    away: bool = False
    stands_in_for: str = ""


class Rebuild(ABC):
    """An index being built beside the one in use."""

    @abstractmethod
    def add(self, documents: Iterable[PreparedDocument]) -> None: ...

    @abstractmethod
    def finish(self, catch_up: Callable[[Collection[str]], Iterable[PreparedDocument]]) -> None:
        """Add what was changed meanwhile (`catch_up` gives the documents of those keys) and put it in use."""


class SearchBackend(ABC):
    @abstractmethod
    def search(self, request: Request) -> Answer: ...

    @abstractmethod
    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """
        Every term of the index with the number of documents that hold it.

        It knows no audience: what comes of it is shown to nobody before `holding` was asked.
        """

    @abstractmethod
    def holding(self, terms: Collection[str], audiences: frozenset[str]) -> dict[str, int]:
        """How many documents that this viewer may find hold each term."""

    @abstractmethod
    def starting_with(
        self, start: str, audiences: frozenset[str], limit: int, kinds: Collection[str] = ()
    ) -> tuple[StoredHit, ...]:
        """
        Documents with `start` (search.text.starts.start_of) at a word of their title, at most `limit`; of these kinds
        only, if any are given.
        """

    @abstractmethod
    def writing(self, timeout: float) -> AbstractContextManager[None]:
        """Hold the right to write. Raises BusyError when another holds it for longer than `timeout` seconds."""

    @abstractmethod
    def apply(self, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
        """Add or replace documents and forget the keys in `gone`, all at once. Called while `writing`."""

    @abstractmethod
    def rebuilding(self) -> AbstractContextManager[Rebuild]:
        """Begin an index beside the one in use; leaving without `finish` throws it away."""

    @abstractmethod
    def state(self) -> IndexState: ...

    def stamp(self) -> object:
        """Something that is another after every change of the index; cheap enough for every question."""
        return self.state()

    def details(self) -> list[str]:
        """A line or two for an administrator about the engine itself. Never raises."""
        return []

    @abstractmethod
    def clear(self) -> None:
        """Forget everything; the index is then empty and in use."""


def may_be_misspelt(terms: Iterable[WeightedTerm], frequency: Callable[[str], int]) -> bool:
    """Whether to look for the letter triples as well: a word is debris, or next to no document holds it."""
    heads: dict[int, WeightedTerm] = {}
    for term in terms:
        heads.setdefault(term.group, term)
    return any(head.weight <= DEBRIS_WEIGHT or frequency(head.term) <= RARE for head in heads.values())


def least(count: int, share: float) -> int:
    """How many of `count` are asked for by `share`: at least one."""
    return max(1, math.ceil(count * share))


def most_frequent(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Counts in the order of every backend: frequent ones first, equals by value."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ordered[:MOST_VALUES] if count > 0)
