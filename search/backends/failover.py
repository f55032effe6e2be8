"""
Two engines: the first answers, the second is kept up to date beside it and stands in while the first is away.

A reader waits for a missing engine at most once; then the first is left alone for a few seconds. It answers again once
it can be reached and every change that was kept for it has been told. Changes are kept in the outbox, so they survive
a restart of the site as well.
"""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from search.backends.base import (
    AwayError,
    IndexState,
    IndexUnavailableError,
    Rebuild,
    RefusedError,
    SearchBackend,
)
from search.models import PendingChange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from search.backends.base import Answer, Request, StoredHit
    from search.prepared import PreparedDocument

logger = logging.getLogger(__name__)
T = TypeVar("T")

FIRST = "search.backends.elasticsearch.ElasticsearchBackend"
SECOND = "search.backends.embedded.EmbeddedBackend"
LEFT_ALONE = 5.0


class FailoverBackend(SearchBackend):
    def __init__(self, first: SearchBackend | None = None, second: SearchBackend | None = None) -> None:
        self.first = first or import_string(FIRST)()
        self.second = second or import_string(SECOND)()
        # Tells all processes of this machine that the first engine has missed changes.
        self._behind = Path(settings.KM_SEARCH_INDEX_DIR) / "first-engine-is-behind"
        self._lock = Lock()
        self._in_doubt = False
        self._try_again = 0.0
        self._here = local()

    # Asking

    def search(self, request: Request) -> Answer:
        return self._ask(lambda engine: engine.search(request))

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        return self._ask(lambda engine: engine.vocabulary())

    def holding(self, terms: Collection[str], audiences: frozenset[str]) -> dict[str, int]:
        return self._ask(lambda engine: engine.holding(terms, audiences))

    def starting_with(
        self, start: str, audiences: frozenset[str], limit: int, kinds: Collection[str] = ()
    ) -> tuple[StoredHit, ...]:
        return self._ask(lambda engine: engine.starting_with(start, audiences, limit, kinds))

    def _ask(self, question: Callable[[SearchBackend], T]) -> T:
        if self._may_ask_first():
            try:
                answer = question(self.first)
            except IndexUnavailableError as error:
                self._doubt(error)
            else:
                if self._in_doubt:
                    self._in_doubt = False
                    logger.warning("The first search engine answers again.")
                return answer
        return question(self.second)

    def _may_ask_first(self) -> bool:
        """In doubt, one question every few seconds tries the first engine, if it knows all changes by then."""
        if not self._in_doubt and not self._behind.exists():
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._try_again:
                return False
            self._try_again = now + LEFT_ALONE
        if PendingChange.objects.kept_for_engine().exists():
            return False
        self._behind.unlink(missing_ok=True)
        return True

    def _doubt(self, error: IndexUnavailableError) -> None:
        if not self._in_doubt:
            logger.error("The first search engine is away, the second answers: %s", error)
        self._in_doubt = True
        self._try_again = time.monotonic() + LEFT_ALONE

    def state(self) -> IndexState:
        """How the engine is that answers; `stands_in_for` says what is wrong with the first, if that is another."""
        first, second = self.first.state(), self.second.state()
        if first.away and second.problem:
            return IndexState(problem=f"{first.problem} {second.problem}")
        if first.away:
            return IndexState(second.documents, second.version, away=True, stands_in_for=first.problem)
        problem = first.problem or second.problem
        if problem:
            return IndexState(problem=problem)
        if self._behind.exists():
            return IndexState(second.documents, second.version, stands_in_for=self._behind.read_text(encoding="utf-8"))
        return first

    def details(self) -> list[str]:
        return [*self.first.details(), *self.second.details()]

    # Writing

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        with self.second.writing(timeout), ExitStack() as stack:
            self._here.away = None
            try:
                stack.enter_context(self.first.writing(timeout))
            except AwayError as error:
                self._here.away = error
            yield

    def apply(self, documents: Iterable[PreparedDocument], gone: Collection[str]) -> None:
        """Tell both. What the first could not be told is raised, so that the outbox keeps it."""
        documents = list(documents)
        problem: IndexUnavailableError | RefusedError | None = None
        try:
            self.second.apply(documents, gone)
        except IndexUnavailableError as error:
            problem = error
        try:
            if self._here.away is not None:
                raise self._here.away
            self.first.apply(documents, gone)
        except AwayError as error:
            self._fall_behind(error)
            problem = problem or error
        except (IndexUnavailableError, RefusedError) as error:
            problem = problem or error
        if problem is not None:
            raise problem

    def _fall_behind(self, error: AwayError) -> None:
        if not self._behind.exists():
            self._behind.parent.mkdir(parents=True, exist_ok=True)
            self._behind.write_text(str(error), encoding="utf-8")
            logger.error("The first search engine misses changes; they are kept for it: %s", error)

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        with self.second.rebuilding() as second, ExitStack() as stack:
            both = _BothRebuild(self, second)
            try:
                both.first = stack.enter_context(self.first.rebuilding())
            except AwayError as error:
                both.away = error
            yield both

    def clear(self) -> None:
        self.second.clear()
        self.first.clear()


class _BothRebuild(Rebuild):
    """Builds the second engine in any case; finishing says so when the first could not be built."""

    def __init__(self, backend: FailoverBackend, second: Rebuild) -> None:
        self.away: AwayError | None = None
        self.first: Rebuild | None = None
        self._backend = backend
        self._second = second

    def add(self, documents: Iterable[PreparedDocument]) -> None:
        documents = list(documents)
        self._second.add(documents)
        self._tell_first(lambda first: first.add(documents))

    def finish(self, catch_up: Callable[[Collection[str]], Iterable[PreparedDocument]]) -> None:
        self._second.finish(catch_up)
        self._tell_first(lambda first: first.finish(catch_up))
        if self.away is not None:
            self._backend._fall_behind(self.away)
            raise AwayError(f"Only the engine that stands in was built anew: {self.away}") from self.away

    def _tell_first(self, message: Callable[[Rebuild], None]) -> None:
        if self.first is None or self.away is not None:
            return
        try:
            message(self.first)
        except AwayError as error:
            self.away = error
