"""Searching and writing with tantivy. Any number of processes read; one at a time writes."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy
from django.conf import settings

from search.backends.base import (
    MOST_VALUES,
    Answer,
    IndexState,
    IndexUnavailableError,
    Rebuild,
    SearchBackend,
    bare_hit,
    may_be_misspelt,
    most_frequent,
)
from search.backends.embedded.questions import MUST, any_value, audience_query, question
from search.backends.embedded.reader import Reader, engine_errors
from search.backends.embedded.schema import LONGEST_HEAD, WEIGHT_SCALE, index_version, to_hit, to_tantivy
from search.backends.embedded.storage import Storage, forget_half_written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from search.backends.base import Request, StoredHit
    from search.backends.embedded.reader import View
    from search.prepared import PreparedDocument
    from search.query import FacetCount

# tantivy's writer needs at least 15 MB; a rebuild writes fewer, larger segments with more.
UPDATE_MEMORY = 15_000_000
REBUILD_MEMORY = 60_000_000
SWAP_PATIENCE = 60.0
YOUNG = 600.0
# Ways in which titles with the same first letters go on that are looked at for suggestions.
MOST_ENDINGS = 50


class EmbeddedBackend(SearchBackend):
    def __init__(self, folder: Path | str | None = None) -> None:
        self._storage = Storage(Path(folder or settings.KM_SEARCH_INDEX_DIR))
        self._reader = Reader(self._storage)
        # The generation that could not be asked or written, and why.
        self._suspected = ("", "")

    def search(self, request: Request) -> Answer:
        view = self._reader.view()
        with self._watched():
            return _answer(request, view)

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        view = self._reader.view()
        with self._watched():
            return view.searcher.terms_with_prefix("words", "")

    def holding(self, terms: Collection[str], audiences: frozenset[str]) -> dict[str, int]:
        view = self._reader.view()
        may_find = audience_query(audiences, view.compound_audiences)
        with self._watched():
            return {
                term: view.searcher.search(
                    tantivy.Query.boolean_query([(MUST, may_find), (MUST, any_value("words", [term]))]), 1
                ).count
                or 0
                for term in terms
            }

    def starting_with(
        self, start: str, audiences: frozenset[str], limit: int, kinds: Collection[str] = ()
    ) -> tuple[StoredHit, ...]:
        if not start:
            return ()
        view = self._reader.view()
        wanted = [(MUST, audience_query(audiences, view.compound_audiences))]
        if kinds:
            wanted.append((MUST, any_value("facets.kind", kinds)))
        with self._watched():
            query = tantivy.Query.boolean_query([*wanted, (MUST, _beginning(view, start, wanted))])
            found = view.searcher.search(query, limit, weight_by_field="weight")
            return tuple(to_hit(view.searcher.doc(address), score) for score, address in found.hits)

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        with self._storage.lock("write", timeout):
            yield

    def apply(self, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
        generation = self._storage.current()
        documents = list(documents)
        self._storage.note([*gone, *(document.key for document in documents)])
        with self._watched():
            write(generation, documents, gone)

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        with self._storage.lock("rebuild", timeout=0):
            with self._storage.lock("write", SWAP_PATIENCE):
                self._storage.open_journal()
            generation = self._storage.new_generation()
            rebuild = _EmbeddedRebuild(self._storage, generation)
            try:
                yield rebuild
            finally:
                rebuild.close()
                self._storage.close_journal()
                if not rebuild.finished:
                    shutil.rmtree(generation, ignore_errors=True)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Files may be damaged where opening them does not show it: remember what failed."""
        try:
            with engine_errors(self._storage.folder):
                yield
        except IndexUnavailableError as error:
            self._suspected = (self._storage.in_use(), str(error))
            raise

    def state(self) -> IndexState:
        name, problem = self._suspected
        # A new index that fails as well was not damaged on the disk: building it again and again would not help.
        if name and name == self._storage.in_use() and self._storage.age(name) > YOUNG:
            return IndexState(problem=problem)
        try:
            return IndexState(documents=self._reader.view().searcher.num_docs, version=index_version())
        except IndexUnavailableError as error:
            return IndexState(problem=str(error))

    def stamp(self) -> object:
        return self._reader.signature()

    def details(self) -> list[str]:
        files = [path.stat().st_size for path in self._storage.folder.rglob("*") if path.is_file()]
        return [f"Embedded engine in {self._storage.folder}: {sum(files) / 1e6:.1f} MB."]

    def clear(self) -> None:
        with self._storage.lock("write", SWAP_PATIENCE):
            self._storage.use(self._storage.new_generation())
        self._reader.forget()


class _EmbeddedRebuild(Rebuild):
    def __init__(self, storage: Storage, generation: Path) -> None:
        self.finished = False
        self._storage = storage
        self._generation = generation
        self._writer: tantivy.IndexWriter | None = tantivy.Index.open(str(generation)).writer(REBUILD_MEMORY, 1)

    def add(self, documents: Iterable[PreparedDocument]) -> None:
        for document in documents:
            self._writer.add_document(to_tantivy(document))

    def finish(self, catch_up: Callable[[Collection[str]], Iterable[PreparedDocument]]) -> None:
        self._writer.commit()
        self.close()
        with self._storage.lock("write", SWAP_PATIENCE):
            keys = self._storage.noted()
            if keys:
                write(self._generation, list(catch_up(keys)), keys)
            self._storage.use(self._generation)
        self.finished = True

    def close(self) -> None:
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def write(generation: Path, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
    """Replace these documents and forget the keys in `gone`, in one commit that survives a kill at any moment."""
    forget_half_written(generation)
    writer = tantivy.Index.open(str(generation)).writer(UPDATE_MEMORY, 1)
    try:
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for document in documents:
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(to_tantivy(document))
        writer.commit()
    finally:
        # Merges run beside; leaving before they end would throw their work away and let segments pile up.
        writer.wait_merging_threads()


def _answer(request: Request, view: View) -> Answer:
    def holding(term: str) -> int:
        return view.searcher.doc_freq("words", term)

    if request.grams and request.terms and request.only is None and not may_be_misspelt(request.terms, holding):
        answer = _ask(replace(request, grams=()), view)
        if answer.total:
            return answer
    return _ask(request, view)


def _beginning(view: View, start: str, wanted: list[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    """
    What begins with these letters. Beyond LONGEST_HEAD letters few titles go on differently: those are looked up, and
    only where there are too many of them, those that this viewer may find.
    """
    if len(start) <= LONGEST_HEAD:
        return any_value("heads", [start])
    starts = [found for found, _ in view.searcher.terms_with_prefix("starts", start, None, MOST_ENDINGS)]
    if len(starts) >= MOST_ENDINGS:
        may_find = tantivy.Query.boolean_query(wanted)
        starts += [found for found, _ in view.searcher.terms_with_prefix("starts", start, may_find, MOST_ENDINGS)]
    return any_value("starts", dict.fromkeys(starts))


def _ask(request: Request, view: View) -> Answer:
    query = question(request, view.compound_audiences)
    ranked = request.sort == "relevance" and request.asks_text
    if ranked:
        found = view.searcher.search(query, request.limit, offset=request.offset, weight_by_field="weight")
    else:
        found = view.searcher.search(
            query,
            request.limit,
            offset=request.offset,
            order_by_field="title_key" if request.sort == "title" else "when",
            order=tantivy.Order.Asc if request.sort == "title" else tantivy.Order.Desc,
        )
    counted = _counts(request, view, query)
    return Answer(
        total=found.count or 0,
        hits=_hits(request, view, [(score if ranked else 0.0, address) for score, address in found.hits]),
        facets=counted,
        partial=len(counted) < len(request.facets),
    )


def _hits(request: Request, view: View, found: list[tuple[float, tantivy.DocAddress]]) -> tuple[StoredHit, ...]:
    if not request.keys_only:
        return tuple(to_hit(view.searcher.doc(address), score) for score, address in found)
    keys = view.keys_at([address for _, address in found])
    return tuple(bare_hit(key, score / WEIGHT_SCALE) for key, (score, _) in zip(keys, found, strict=True))


def _counts(request: Request, view: View, query: tantivy.Query) -> dict[str, tuple[FacetCount, ...]]:
    """
    All facets in one request, but for those being filtered: each is counted without its own filter, while time is left.
    """
    open_facets = [name for name in request.facets if name not in request.filters]
    counted = _count(view, query, open_facets)
    for name in request.facets:
        if name in request.filters and time.monotonic() < request.until:
            counted |= _count(view, question(request, view.compound_audiences, without=name), [name])
    return {name: counted[name] for name in request.facets if name in counted}


def _count(view: View, query: tantivy.Query, names: list[str]) -> dict[str, tuple[FacetCount, ...]]:
    if not names:
        return {}
    wanted = {name: {"terms": {"field": f"facets.{name}", "size": MOST_VALUES}} for name in names}
    found = view.searcher.aggregate(query, wanted)
    return {
        name: most_frequent({bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}) for name in names
    }
