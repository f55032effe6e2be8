"""
From the outbox to the engine.

A change is queued in the transaction that makes it and told to the engine after the commit. The engine being down, or
one document being broken, never fails a save and never holds up other documents.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from itertools import islice
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from search import words
from search.backends import get_backend
from search.backends.base import AwayError, BusyError, IndexUnavailableError, RefusedError
from search.meaning import upkeep as meaning
from search.models import AWAY, AWAY_PAUSE, LONGEST_ERROR, PendingChange
from search.patience import patiently
from search.preparing import prepare_here, preparing
from search.registry import sources
from search.signals import index_changed
from search.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from search.backends.base import IndexState
    from search.prepared import PreparedDocument
    from search.preparing import Prepare
    from search.registry import Source

logger = logging.getLogger(__name__)
BATCH = 200
PATIENCE = 30.0
SOONEST_RETRY = 1.0
_here = local()
# Set when something was queued in this process that nothing has drained yet; read in immediate mode only.
_unsettled = False


class Drained(NamedTuple):
    """What one draining did: keys told to the engine, and keys that failed."""

    applied: int
    failed: int


class Rebuilt(NamedTuple):
    documents: int
    failed: int


def queue(keys: Iterable[str]) -> None:
    """Put keys into the outbox, in the transaction that is open; they are drained once it commits."""
    global _unsettled
    if getattr(_here, "paused", False):
        return
    rows = [PendingChange(key=key) for key in dict.fromkeys(keys)]
    if not rows:
        return
    PendingChange.objects.bulk_create(rows, batch_size=500)
    _unsettled = True
    transaction.on_commit(settle if is_immediate() else _worker.wake, robust=True)


def is_immediate() -> bool:
    """Whether what was queued is drained at once by the process itself, rather than by its thread."""
    return settings.KM_SEARCH_DRAIN == "immediate"


def settle() -> None:
    """In immediate mode: drain what this process has queued, also inside a transaction that never commits (tests)."""
    if _unsettled and is_immediate():
        drain()


def look() -> None:
    """Now and then, see whether another process was killed before it had drained what it queued."""
    if not is_immediate():
        _worker.look()
        meaning.look()


@contextmanager
def paused() -> Iterator[None]:
    """Queue nothing in this thread meanwhile. For loading much at once; the caller promises to rebuild afterwards."""
    before = getattr(_here, "paused", False)
    _here.paused = True
    try:
        yield
    finally:
        _here.paused = before


def mend() -> None:
    """An index could not be asked: see to it that it is built anew, though nothing has changed."""
    if not is_immediate():
        _worker.wake_seldom()


def drain(patience: float = PATIENCE, *, mending: bool = False) -> Drained:
    """
    Tell the engine everything that is due. Returns when the outbox holds nothing that could be tried now.

    With `mending` a damaged index is built anew even if nothing is due.
    """
    global _unsettled
    _unsettled = False
    if not mending and not PendingChange.objects.due().exists():
        return Drained(0, 0)
    words.refresh(now=True)
    backend = get_backend()
    applied = failed = 0
    try:
        state = backend.state()
        if state.away:
            waiting = _keep_for_engine(state)
            if state.problem:
                return Drained(0, waiting)
        elif state.problem:
            logger.warning("The search index is built anew: %s", state.problem)
            return Drained(rebuild().documents, 0)
        if not PendingChange.objects.due().exists():
            return Drained(0, 0)
        with backend.writing(patience):
            while rows := list(PendingChange.objects.due()[:BATCH]):
                result = _tell(rows)
                applied, failed = applied + result.applied, failed + result.failed
    except BusyError:
        logger.info("Another process is writing to the search index; the outbox is drained later.")
    except OperationalError as error:
        # What the engine was told stays in the outbox and is told again: nothing is lost, nor is its vector.
        logger.warning("The database cannot be written now (%s); the outbox is drained later.", error)
    except IndexUnavailableError as error:
        rows = list(PendingChange.objects.due())
        _postpone(rows, {row.key: f"{type(error).__name__}: {error}" for row in rows})
        failed += len(rows)
    # Also what failed may be found by now: of two engines, one may have taken it.
    if applied or failed:
        meaning.catch_up(at_once=is_immediate())
        index_changed.send_robust(sender=PendingChange)
    return Drained(applied, failed)


def rebuild(progress: Callable[[str, int], None] = lambda name, count: None, *, processes: int = 1) -> Rebuilt:
    """
    Build the whole index beside the one in use and swap them. `progress` hears of each batch: source and size. A web
    process leaves the other cores to readers; a command may take all of them.

    Searching and saving go on meanwhile. Raises BusyError when a rebuild is already under way.
    """
    words.refresh(now=True)
    backend = get_backend()
    count = failed = 0
    found: set[str] = set()
    missed: set[str] = set()
    with preparing(processes) as prepare_many, backend.rebuilding() as beside:
        # What these rows announce is committed, so the rebuild reads it; later rows stay for the next drain.
        answered = list(PendingChange.objects.values_list("pk", flat=True))
        for source in sources():
            keys = iter(source.keys())
            while batch := list(islice(keys, BATCH)):
                errors: dict[str, str] = {}
                documents = list(_prepared(batch, errors, prepare_many))
                beside.add(documents)
                missed.update(_not_noted(documents))
                found.update(document.key for document in documents)
                count, failed = count + len(documents), failed + len(errors)
                progress(source.name, len(documents))
        beside.finish(_prepared)
        for start in range(0, len(answered), BATCH):
            patiently(PendingChange.objects.filter(pk__in=answered[start : start + BATCH]).delete)
    # What has vectors and was not among all that can be found has probably gone: the outbox sees to it.
    patiently(lambda: queue([*meaning.not_among(found), *missed]))
    meaning.catch_up(at_once=is_immediate())
    index_changed.send_robust(sender=PendingChange)
    return Rebuilt(count, failed)


def _not_noted(documents: list[PreparedDocument]) -> list[str]:
    """Note what is to be embedded; the keys for which that could not be done now."""
    try:
        meaning.indexed(documents, ())
    except OperationalError:
        return [document.key for document in documents]
    return []


def _tell(rows: list[PendingChange]) -> Drained:
    keys = list(dict.fromkeys(row.key for row in rows))
    errors: dict[str, str] = {}
    documents = list(_prepared(keys, errors))
    found = {document.key for document in documents}
    gone = [key for key in keys if key not in found and key not in errors]
    try:
        get_backend().apply(documents, gone)
    except RefusedError as error:
        logger.error("The search engine refused %d changes; they are tried again: %s", len(error.problems), error)
        errors |= error.problems
    except AwayError as error:
        errors = dict.fromkeys(keys, f"{AWAY}: {error}")
    except Exception as error:  # Whatever the engine raises must neither fail a save nor lose the change.
        logger.exception("The search engine refused %d changes; they are tried again.", len(keys))
        errors = dict.fromkeys(keys, f"{type(error).__name__}: {error}")
    told = [row.pk for row in rows if row.key not in errors]
    # A change leaves the outbox together with the note of its vector: neither is lost with the other.
    with transaction.atomic():
        if told:
            meaning.indexed([document for document in documents if document.key not in errors], gone)
        _postpone([row for row in rows if row.key in errors], errors)
        PendingChange.objects.filter(pk__in=told).delete()
    return Drained(len(keys) - len(errors), len(errors))


def _keep_for_engine(state: IndexState) -> int:
    """
    Do not prepare again and again what an engine that is away cannot be told; returns how many changes wait for it.

    What another engine can be told meanwhile stays due.
    """
    due = PendingChange.objects.due()
    told_before = due.kept_for_engine()
    if not state.problem:
        return told_before.update(not_before=timezone.now() + AWAY_PAUSE)
    rows = list(due)
    _postpone(rows, {row.key: f"{AWAY}: {state.problem}" for row in rows})
    return len(rows)


def _postpone(rows: list[PendingChange], errors: dict[str, str]) -> None:
    now = timezone.now()
    for row in rows:
        row.attempts = min(row.attempts + 1, 30_000)
        row.last_error = errors[row.key][:LONGEST_ERROR]
        is_away = row.last_error.startswith(AWAY)
        row.not_before = now + (AWAY_PAUSE if is_away else PendingChange.pause_after(row.attempts))
    PendingChange.objects.bulk_update(rows, ["attempts", "not_before", "last_error"], batch_size=BATCH)


def _prepared(
    keys: Collection[str], errors: dict[str, str] | None = None, prepare_many: Prepare = prepare_here
) -> Iterator[PreparedDocument]:
    """The documents of these keys, analysed. Keys that no document could be made of are noted in `errors`."""
    failures: dict[str, str] = {}
    for source in sources():
        for document in _documents_of(source, [key for key in keys if source.owns(key)], failures, prepare_many):
            yield document
            failures.pop(document.key, None)
    if errors is not None:
        errors.update(failures)


def _documents_of(
    source: Source, keys: list[str], failures: dict[str, str], prepare_many: Prepare
) -> list[PreparedDocument]:
    """What the source makes of its keys; when the batch fails, one by one, so that one item keeps no other away."""
    if not keys:
        return []
    try:
        return prepare_many(source.documents(keys))
    except Exception as error:  # Sources belong to features: whatever they raise, the others must be found.
        if len(keys) > 1:
            return [document for key in keys for document in _documents_of(source, [key], failures, prepare_here)]
        logger.exception("No search document could be made of %s.", keys[0])
        failures[keys[0]] = f"{type(error).__name__}: {error}"
        return []


def _drain_in_thread() -> float | None:
    """Drain; the seconds until something that failed is due again."""
    drain(mending=True)
    soonest = PendingChange.objects.order_by("not_before").values_list("not_before", flat=True).first()
    return None if soonest is None else max((soonest - timezone.now()).total_seconds(), SOONEST_RETRY)


_worker = Worker("search-outbox", _drain_in_thread)


def forget() -> None:
    """Begin anew in this process: between tests, whose transactions never commit."""
    global _unsettled
    _unsettled = False
    _worker.rest()
    meaning.rest()
