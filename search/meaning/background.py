"""Embedding in the background: a little at a time, on one core of a machine, out of the way of the site."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from search.backends import get_backend
from search.backends.base import BusyError
from search.locks import locked
from search.meaning import keeping
from search.meaning.comparing import compare_some
from search.meaning.copying import refresh
from search.meaning.embedding import get_embedder
from search.meaning.gathering import note_all
from search.meaning.models import DocumentVector
from search.signals import index_changed
from search.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

NICENESS = 10
# Between two batches, so that the lock of the machine and the database are free for others.
PAUSE = 0.2
WHEN_BUSY = 30.0
# While much waits, the files are not brought up to date more often than this.
COPY_EVERY = 5.0
_copied_at = 0.0
_looked_for_missed = False


def compute_all(told: Callable[[int], None] = lambda count: None) -> int:
    """Embed all that waits and bring the files up to date; how many items were seen to."""
    together = 0
    try:
        with locked(_folder(), "embedding", timeout=60):
            while count := keeping.compute_some():
                together += count
                told(together)
    finally:
        _spread(patience=30)
    return together


def _some_in_thread() -> float | None:
    """One batch; the seconds until the next, or None when nothing is left to do."""
    global _copied_at
    if get_embedder() is None:
        return None
    _be_nice()
    _note_what_was_missed()
    try:
        # One process of the machine at a time: embedding takes a core.
        with locked(_folder(), "embedding", timeout=0):
            count = keeping.compute_some()
    except BusyError:
        return WHEN_BUSY
    if not count or time.monotonic() - _copied_at > COPY_EVERY:
        _spread(done=not count)
        _copied_at = time.monotonic()
    if count:
        return PAUSE
    left = keeping.seconds_until_free()
    return None if left is None else left + PAUSE


def _spread(patience: float = 0.0, *, done: bool = True) -> None:
    """Bring the files up to date, and compare the new ones with all others; kept pages show related items."""
    if not refresh(patience):
        return
    while compare_some():
        pass
    if done:
        index_changed.send_robust(sender=DocumentVector)


def _note_what_was_missed() -> None:
    """Once a process: where vectors were switched on after the index was made, its documents are noted now."""
    global _looked_for_missed
    if not _looked_for_missed and keeping.progress().together < get_backend().state().documents:
        note_all()
    _looked_for_missed = True


def _be_nice() -> None:
    """Let everything else go first. On Linux this holds for the calling thread alone."""
    if threading.current_thread() is not threading.main_thread() and hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _folder() -> Path:
    return Path(settings.KM_SEARCH_INDEX_DIR) / "vectors"


worker = Worker("search-vectors", _some_in_thread)
