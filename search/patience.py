"""Writing while another process holds the database: SQLite has one writer at a time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from django.db import OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LOOK_AGAIN = 0.5


def patiently(write: Callable[[], T], seconds: float = 60.0) -> T:
    """
    What `write` gives, tried again while the database cannot be written.

    SQLite itself waits some seconds each time. Raises OperationalError after `seconds`, and at once inside a
    transaction, which is lost with the failure.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return write()
        except OperationalError:
            if connection.in_atomic_block or time.monotonic() >= until:
                raise
            time.sleep(LOOK_AGAIN)
