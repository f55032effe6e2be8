"""Searching and writing with Elasticsearch. Any number of processes on any number of machines; one at a time writes."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from threading import local
from typing import TYPE_CHECKING

from django.conf import settings
from elasticsearch_dsl import Search

from search.backends.base import (
    RARE,
    Answer,
    AwayError,
    BusyError,
    IndexState,
    IndexUnavailableError,
    Rebuild,
    SearchBackend,
    bare_hit,
    may_be_misspelt,
)
from search.backends.elasticsearch import questions
from search.backends.elasticsearch.connection import ADVICE, ASKING_SECONDS, cluster_errors, connect, reason
from search.backends.elasticsearch.documents import index_version, to_hit
from search.backends.elasticsearch.indexes import CHUNK, Indexes
from search.backends.locks import site_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from search.backends.base import Request, StoredHit
    from search.prepared import PreparedDocument

logger = logging.getLogger(__name__)
SWAP_PATIENCE = 60.0
# The cluster gives no more values of one field at once; rarer words are left out.
MOST_WORDS = 60_000
MOST_HEADS = 30


class ElasticsearchBackend(SearchBackend):
    def __init__(self, prefix: str | None = None) -> None:
        self._prefix = prefix or settings.KM_ELASTICSEARCH_PREFIX
        client = connect()
        self._indexes = Indexes(client, self._prefix)
        self._asking = client.options(request_timeout=ASKING_SECONDS)
        self._turn = local()

    # Asking

    def search(self, request: Request) -> Answer:
        with cluster_errors():
            if request.grams and request.terms and request.only is None:
                answer = self._well_spelt(request)
                if answer is not None:
                    return answer
            return _answer(request, self._ask(questions.question(request)))

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        search = Search().extra(size=0)
        search.aggs.bucket("words", "terms", field="vocabulary", size=MOST_WORDS)
        with cluster_errors():
            found = self._indexes.client.search(index=self._indexes.in_use, body=search.to_dict())
        return [(bucket["key"], bucket["doc_count"]) for bucket in found["aggregations"]["words"]["buckets"]]

    def holding(self, terms: Collection[str], audiences: frozenset[str]) -> dict[str, int]:
        wanted = list(terms)
        if not wanted:
            return {}
        with cluster_errors():
            found = self._ask(questions.holding(wanted, audiences))
        buckets = found["aggregations"]["terms"]["buckets"]
        return {term: buckets[str(place)]["doc_count"] for place, term in enumerate(wanted)}

    def starting_with(
        self, start: str, audiences: frozenset[str], limit: int, kinds: Collection[str] = ()
    ) -> tuple[StoredHit, ...]:
        if not start:
            return ()
        with cluster_errors():
            found = self._ask(questions.starting_with(start, audiences, limit, kinds))
        return tuple(to_hit(hit["_source"], 0.0) for hit in found["hits"]["hits"])

    def state(self) -> IndexState:
        try:
            with cluster_errors():
                found = self._asking.count(index=self._indexes.in_use)
        except AwayError as error:
            return IndexState(problem=str(error), away=True)
        except IndexUnavailableError as error:
            return IndexState(problem=str(error))
        return IndexState(documents=found["count"], version=index_version())

    def details(self) -> list[str]:
        indexes = self._indexes
        try:
            with cluster_errors():
                health = self._asking.cluster.health()
                sizes = self._asking.indices.stats(index=indexes.in_use, metric="store", ignore_unavailable=True)
        except IndexUnavailableError as error:
            return [str(error)]
        size = sizes["_all"]["total"].get("store", {}).get("size_in_bytes", 0)
        return [
            f"Elasticsearch {health['cluster_name']}: {health['status']}, {health['number_of_nodes']} nodes, "
            f"index {indexes.in_use}: {size / 1e6:.1f} MB with its copies."
        ]

    def _ask(self, search: Search) -> Mapping[str, object]:
        return self._asking.search(index=self._indexes.in_use, body=search.to_dict(), **search._params).body

    def _well_spelt(self, request: Request) -> Answer | None:
        """The answer by whole words alone, unless one may be misspelt. How rare they are is asked in the same round."""
        if may_be_misspelt(request.terms, lambda term: RARE + 1):
            return None
        heads = list({term.group: term.term for term in reversed(request.terms)}.values())[-MOST_HEADS:]
        plain = replace(request, grams=())
        searches = [questions.question(plain), *(questions.term_count(term, RARE) for term in heads)]
        lines: list[Mapping[str, object]] = []
        for search in searches:
            lines += [search._params, search.to_dict()]
        answers = self._asking.msearch(index=self._indexes.in_use, searches=lines)["responses"]
        problem = next((answer for answer in answers if "error" in answer), None)
        if problem is not None:
            raise IndexUnavailableError(f"Elasticsearch could not answer ({reason(problem)}); {ADVICE}")
        counts = {term: found["hits"]["total"]["value"] for term, found in zip(heads, answers[1:], strict=True)}
        if may_be_misspelt(request.terms, lambda term: counts.get(term, RARE + 1)):
            return None
        answer = _answer(plain, answers[0])
        # Where time was up already, asking for the triples too would double it.
        return answer if answer.total or answers[0].get("timed_out") else None

    # Writing

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        with site_lock(f"{self._prefix}-write", timeout):
            with cluster_errors():
                # Taken before anything is read that will be written: whoever writes later has read later.
                self._turn.number = self._indexes.turn()
            try:
                yield
            finally:
                self._turn.number = 0

    def apply(self, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
        documents, turn = list(documents), self._turn.number
        indexes = self._indexes
        with cluster_errors():
            beside = self._built_beside()
            if beside and not beside.startswith(f"{indexes.in_use}-"):
                raise IndexUnavailableError("Another version of the program is building its search index.")
            if beside:
                indexes.write(indexes.building, documents, gone, turn, bury=True)
            indexes.write(indexes.in_use, documents, gone, turn)
            indexes.client.indices.refresh(index=indexes.in_use)

    def _built_beside(self) -> str:
        """The index under construction; one whose builder was killed is removed."""
        beside = self._indexes.built_beside()
        if not beside:
            return ""
        try:
            with site_lock(f"{self._prefix}-rebuild", timeout=0):
                self._indexes.remove([beside])
                return ""
        except BusyError:
            return beside

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        indexes = self._indexes
        with site_lock(f"{self._prefix}-rebuild", timeout=0), cluster_errors():
            with self.writing(SWAP_PATIENCE):
                indexes.remove_unused()
                # From here on every write reaches both.
                rebuild = _ElasticsearchRebuild(self, indexes, indexes.make(indexes.building), self._turn.number)
            try:
                yield rebuild
            finally:
                if not rebuild.finished:
                    indexes.remove([rebuild.name])

    def clear(self) -> None:
        with cluster_errors(), site_lock(f"{self._prefix}-write", SWAP_PATIENCE):
            self._indexes.use(self._indexes.make())


class _ElasticsearchRebuild(Rebuild):
    def __init__(self, backend: ElasticsearchBackend, indexes: Indexes, name: str, turn: int) -> None:
        self.finished = False
        self.name = name
        self._backend = backend
        self._indexes = indexes
        self._turn = turn

    def add(self, documents: Iterable[PreparedDocument]) -> None:
        documents = iter(documents)
        while chunk := list(islice(documents, CHUNK)):
            for key, problem in self._indexes.add(self.name, chunk, self._turn).items():
                logger.error("Elasticsearch refused %s: %s", key, problem)

    def finish(self, catch_up: Callable[[Collection[str]], Iterable[PreparedDocument]]) -> None:
        """What was changed meanwhile was written to both: nothing is left to catch up with."""
        with self._backend.writing(SWAP_PATIENCE):
            self._indexes.unbury(self.name)
            self._indexes.client.indices.refresh(index=self.name)
            self._indexes.use(self.name)
        self.finished = True


def _answer(request: Request, found: Mapping[str, object]) -> Answer:
    hits = found["hits"]
    facets = questions.counts(request, found.get("aggregations", {}))
    return Answer(
        total=hits["total"]["value"],
        hits=tuple(_hit(request, hit["_source"], hit.get("_score") or 0.0) for hit in hits["hits"]),
        facets=facets,
        partial=bool(found.get("timed_out")) or len(facets) < len(request.facets),
    )


def _hit(request: Request, source: Mapping[str, object], score: float) -> StoredHit:
    return bare_hit(str(source["key"]), score) if request.keys_only else to_hit(source, score)
