"""Locks between processes of one machine. They are the operating system's: a process that is killed lets go of them."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from search.backends.base import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOK_AGAIN = 0.02


@contextmanager
def locked(folder: Path, name: str, timeout: float) -> Iterator[None]:
    """Hold the lock of that name. Raises BusyError when it is not free within `timeout` seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("a", encoding="utf-8") as file:
        until = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise BusyError(f"Another process holds {name}.lock in {folder}.") from None
                time.sleep(LOOK_AGAIN)
        yield
