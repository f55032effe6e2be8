"""The reading end of one process: sees every commit of any process with its next question."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from search.backends.base import IndexUnavailableError
from search.backends.embedded.storage import ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.backends.embedded.storage import Storage


ATTEMPTS = 3


class View(NamedTuple):
    """The index as of one commit. `compound_audiences` are the joined tokens that occur in it."""

    searcher: tantivy.Searcher
    compound_audiences: tuple[str, ...]


class Reader:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = Lock()
        self._index: tantivy.Index | None = None
        self._generation: Path | None = None
        self._seen: tuple[object, ...] = ()
        self._view: View | None = None

    def view(self) -> View:
        """The newest state. Costs two looks at the file system when nothing changed."""
        seen = self.signature()
        view = self._view
        if view is not None and seen == self._seen:
            return view
        with self._lock:
            for attempt in range(ATTEMPTS):
                try:
                    return self._open(seen)
                except IndexUnavailableError:
                    # A rebuild may have removed the generation between reading the pointer and opening the files.
                    if attempt == ATTEMPTS - 1:
                        raise
                    self._index, seen = None, self.signature()
        raise AssertionError("unreachable")

    def signature(self) -> tuple[object, ...]:
        """Changes whenever another generation is put in use or a commit is made."""
        try:
            pointer = self._storage.pointer.stat()
            meta = (self._generation / "meta.json").stat() if self._generation else None
        except OSError:
            return ("gone",)
        return (
            pointer.st_mtime_ns,
            pointer.st_ino,
            meta and meta.st_mtime_ns,
            meta and meta.st_ino,
        )

    def _open(self, seen: tuple[object, ...]) -> View:
        generation = self._storage.current()
        with engine_errors(generation):
            if self._index is None or generation != self._generation:
                self._index = tantivy.Index.open(str(generation))
                self._index.config_reader("manual")
            self._index.reload()
            searcher = self._index.searcher()
            found = searcher.terms_with_prefix("compound_audience", "")
        moved = generation != self._generation
        self._generation = generation
        self._view = View(searcher, tuple(term for term, _ in found))
        # With a new generation `seen` does not hold its commit yet: the next question looks once more.
        self._seen = () if moved else seen
        return self._view

    def forget(self) -> None:
        """Open everything anew with the next question."""
        with self._lock:
            self._index, self._generation, self._seen, self._view = None, None, (), None


@contextmanager
def engine_errors(where: object) -> Iterator[None]:
    """Turn what tantivy raises over damaged files into one error that says what to do."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise IndexUnavailableError(f"The search index in {where} cannot be used ({error}); {ADVICE}") from error
    except BaseException as error:
        # A panic of the Rust library is no Exception, and its class is not exported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnavailableError(f"The search index in {where} is damaged ({error}); {ADVICE}") from error
