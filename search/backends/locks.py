"""
A lock that holds between all processes of the site, on all its servers, and that a killed process lets go of.

Where the database is a server, it keeps the lock as long as a connection of its own stands. SQLite means one machine:
there the operating system keeps it.
"""

from __future__ import annotations

import fcntl
import hashlib
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from search.backends.base import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOOK_AGAIN = 0.02


@contextmanager
def site_lock(name: str, timeout: float) -> Iterator[None]:
    """Hold the lock of that name. Raises BusyError when it is not free within `timeout` seconds."""
    if connection.vendor == "postgresql":
        with _database_lock(name, timeout):
            yield
    else:
        folder = settings.DATA_DIR / "locks"
        with file_lock(folder / f"{hashlib.sha256(name.encode()).hexdigest()[:20]}.lock", timeout):
            yield


@contextmanager
def file_lock(path: Path, timeout: float) -> Iterator[None]:
    """Hold a lock between the processes of this machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        _wait_for(lambda: _try_file(file), timeout, str(path))
        yield


def _try_file(file: object) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _database_lock(name: str, timeout: float) -> Iterator[None]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    # A connection of its own: a lock is held again by the session that has it, and must outlive its transactions.
    session = connection.copy()
    try:
        with session.cursor() as cursor:

            def attempt() -> bool:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
                return cursor.fetchone()[0]

            _wait_for(attempt, timeout, name)
            yield
    finally:
        session.close()


def _wait_for(attempt: Callable[[], bool], timeout: float, name: str) -> None:
    until = time.monotonic() + timeout
    while not attempt():
        if time.monotonic() >= until:
            raise BusyError(f"Another process holds {name}.")
        time.sleep(LOOK_AGAIN)
