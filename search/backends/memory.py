"""An index in the memory of one process, for tests. It reads every document for every question."""

from __future__ import annotations

import math
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from search.backends.base import (
    GRAM_WEIGHT,
    LEAST_GRAMS,
    LEAST_WORDS,
    Answer,
    BusyError,
    IndexState,
    Rebuild,
    Request,
    SearchBackend,
    StoredHit,
    least,
    may_be_misspelt,
    most_frequent,
)
from search.documents import may_find

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from search.prepared import PreparedDocument
    from search.query import FacetCount

K1, B = 1.2, 0.75


class _Indexed:
    """A document with its terms counted."""

    __slots__ = ("document", "gram_count", "grams", "ordered", "word_count", "words")

    def __init__(self, document: PreparedDocument) -> None:
        self.document = document
        self.words = Counter(document.words.split())
        self.grams = Counter(document.grams.split())
        self.ordered = f" {document.ordered} "
        self.word_count = self.words.total()
        self.gram_count = self.grams.total()

    def values(self, facet: str) -> tuple[str, ...]:
        return (self.document.kind,) if facet == "kind" else self.document.facets.get(facet, ())


class _Statistics:
    """How rare a term is, and how long a document is for its collection."""

    def __init__(self, counters: list[Counter[str]]) -> None:
        self.size = len(counters)
        self.average = sum(counter.total() for counter in counters) / self.size if counters else 0.0
        self.frequency = Counter(term for counter in counters for term in counter)

    def score(self, term: str, counter: Counter[str], length: int) -> float:
        times = counter[term]
        if not times:
            return 0.0
        found = self.frequency[term]
        rarity = math.log(1 + (self.size - found + 0.5) / (found + 0.5))
        return rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length / (self.average or 1)))


class _Same:
    """Equal only to the very same object."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._thing is other._thing

    __hash__ = None


class MemoryBackend(SearchBackend):
    def __init__(self) -> None:
        self._documents: dict[str, _Indexed] = {}
        self._lock = RLock()

    def search(self, request: Request) -> Answer:
        found = self._found(replace(request, grams=())) if self._is_well_spelt(request) else None
        scored, matching = found if found and found[1] else self._found(request)
        matching.sort(key=_sort_key(request))
        page = matching[request.offset : request.offset + request.limit]
        in_time = time.monotonic() < request.until
        counted = [name for name in request.facets if in_time or name not in request.filters]
        return Answer(
            total=len(matching),
            hits=tuple(_stored(item.document, score) for item, score in page),
            facets={name: _counts(name, scored, request.filters) for name in counted},
            partial=len(counted) < len(request.facets),
        )

    def _is_well_spelt(self, request: Request) -> bool:
        holding = Counter(term for item in self._documents.values() for term in item.words)
        return bool(request.terms) and not may_be_misspelt(request.terms, holding.__getitem__)

    def _found(self, request: Request) -> tuple[list[tuple[_Indexed, float]], list[tuple[_Indexed, float]]]:
        """What the words and the audience leave, and of that what the filters leave."""
        indexed = list(self._documents.values())
        visible = [item for item in indexed if _may_match(item, request)]
        scored = self._scored(indexed, visible, request)
        return scored, [(item, score) for item, score in scored if _passes(item, request.filters)]

    def _scored(
        self, indexed: list[_Indexed], visible: list[_Indexed], request: Request
    ) -> list[tuple[_Indexed, float]]:
        words = _Statistics([item.words for item in indexed])
        if not request.terms and not request.grams:  # Filters, phrases and named documents have decided already.
            return [(item, _hinted(request, words, item)) for item in visible]
        grams = _Statistics([item.grams for item in indexed])
        groups: dict[int, list[tuple[str, float]]] = {}
        for term, weight, group in request.terms:
            groups.setdefault(group, []).append((term, weight))
        scored = []
        for item in visible:
            by_group = [
                sum(weight * words.score(term, item.words, item.word_count) for term, weight in group)
                for group in groups.values()
            ]
            enough_words = sum(score > 0 for score in by_group) >= least(len(groups), LEAST_WORDS)
            shared = [gram for gram in request.grams if item.grams[gram]]
            enough_grams = bool(shared) and len(shared) >= least(len(request.grams), LEAST_GRAMS)
            named = request.only is not None or item.document.key in request.also
            if not enough_words and not enough_grams and not named:
                continue
            score = sum(by_group) if enough_words else 0.0
            if enough_grams:
                score += GRAM_WEIGHT * sum(grams.score(gram, item.grams, item.gram_count) for gram in shared)
            scored.append((item, score * item.document.weight + _hinted(request, words, item)))
        return scored

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        return Counter(term for item in self._documents.values() for term in item.words).items()

    def holding(self, terms: Collection[str], audiences: frozenset[str]) -> dict[str, int]:
        visible = [item for item in self._documents.values() if may_find(item.document.audience, audiences)]
        return {term: sum(term in item.words for item in visible) for term in terms}

    def starting_with(
        self, start: str, audiences: frozenset[str], limit: int, kinds: Collection[str] = ()
    ) -> tuple[StoredHit, ...]:
        found = [
            item.document
            for item in self._documents.values()
            if start
            and may_find(item.document.audience, audiences)
            and (not kinds or item.document.kind in kinds)
            and any(key.startswith(start) for key in item.document.starts)
        ]
        found.sort(key=lambda document: -document.weight)
        return tuple(_stored(document, document.weight) for document in found[:limit])

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        if not self._lock.acquire(timeout=timeout):
            raise BusyError("Another thread is writing to the index.")
        try:
            yield
        finally:
            self._lock.release()

    def apply(self, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
        changed = dict(self._documents)
        for key in gone:
            changed.pop(key, None)
        for document in documents:
            changed[document.key] = _Indexed(document)
        self._documents = changed

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        yield _MemoryRebuild(self)

    def state(self) -> IndexState:
        return IndexState(documents=len(self._documents), version="memory")

    def stamp(self) -> object:
        # A change puts another dictionary in place; one that is kept here is not replaced by one of the same address.
        return _Same(self._documents)

    def clear(self) -> None:
        self._documents = {}


class _MemoryRebuild(Rebuild):
    def __init__(self, backend: MemoryBackend) -> None:
        self._backend = backend
        self._beside = MemoryBackend()

    def add(self, documents: Iterable[PreparedDocument]) -> None:
        self._beside.apply(documents, ())

    def finish(self, catch_up: Callable[[Collection[str]], Iterable[PreparedDocument]]) -> None:
        self._backend._documents = self._beside._documents


def _hinted(request: Request, words: _Statistics, item: _Indexed) -> float:
    score = sum(weight * words.score(term, item.words, item.word_count) for term, weight, _ in request.hints)
    return score * item.document.weight


def _may_match(item: _Indexed, request: Request) -> bool:
    """What the audience, the phrases, the excluded words and `only` leave."""
    return (
        may_find(item.document.audience, request.audiences)
        and (request.only is None or item.document.key in request.only)
        and all(f" {' '.join(phrase)} " in item.ordered for phrase in request.phrases)
        and not any(f" {' '.join(words)} " in item.ordered for words in request.excluded)
    )


def _passes(item: _Indexed, filters: Mapping[str, tuple[str, ...]], but: str = "") -> bool:
    return all(
        not wanted or name == but or not set(wanted).isdisjoint(item.values(name)) for name, wanted in filters.items()
    )


def _counts(
    name: str, scored: list[tuple[_Indexed, float]], filters: Mapping[str, tuple[str, ...]]
) -> tuple[FacetCount, ...]:
    counted = Counter(value for item, _ in scored if _passes(item, filters, but=name) for value in item.values(name))
    return most_frequent(counted)


def _sort_key(request: Request) -> Callable[[tuple[_Indexed, float]], tuple[object, ...]]:
    if request.sort == "title":
        return lambda found: (found[0].document.title_key,)
    if request.sort == "newest" or not request.asks_text:
        return lambda found: (-found[0].document.when,)
    return lambda found: (-found[1],)


def _stored(document: PreparedDocument, score: float) -> StoredHit:
    return StoredHit(
        document.key,
        document.kind,
        document.url,
        document.facts,
        document.date,
        document.shown,
        document.marks,
        score,
        document.trail,
        document.state,
        document.sections,
    )
