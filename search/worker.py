"""
A thread that does one task when woken.

It lives only while there is work, so a process that ends waits for it and loses nothing; what another process left
behind is found by a look at most once a minute.
"""

from __future__ import annotations

import logging
import os
import time
from threading import Lock, Thread, Timer, current_thread
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

# Changes of one moment (a page and those below it) are told together.
GATHERING = 0.05
LOOK_EVERY = 60.0
AFTER_AN_ERROR = 10.0


class Worker:
    """`task` returns after how many seconds it wants to run again, or None when nothing is left to do."""

    def __init__(self, name: str, task: Callable[[], float | None]) -> None:
        self.name = name
        self._task = task
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        self._lock = Lock()
        self._thread: Thread | None = None
        self._timer: Timer | None = None
        self._wanted = False
        self._looked = 0.0
        self._woken_seldom = 0.0

    def wake(self) -> None:
        """See to it that the task runs soon after now."""
        with self._lock:
            self._wanted = True
            if self._thread is not None:
                return
            self._thread = Thread(target=self._run, name=self.name, daemon=False)
            try:
                self._thread.start()
            except RuntimeError:  # The interpreter is ending: the work waits for the next process.
                self._thread = None

    def look(self) -> None:
        """Wake now and then. Cheap enough for every request."""
        now = time.monotonic()
        if now - self._looked > LOOK_EVERY or not self._looked:
            self._looked = now
            self.wake()

    def wake_seldom(self) -> None:
        """Wake, but not more often than once in a while: what is wrong may stay wrong."""
        now = time.monotonic()
        if now - self._woken_seldom > AFTER_AN_ERROR or not self._woken_seldom:
            self._woken_seldom = now
            self.wake()

    def rest(self) -> None:
        """Wait for the end of what is under way, drop what is planned, and look again at the next occasion."""
        thread, timer = self._thread, self._timer
        if timer is not None:
            timer.cancel()
        if thread is not None and thread is not current_thread():
            thread.join()
        self._looked = 0.0
        self._woken_seldom = 0.0

    def _run(self) -> None:
        try:
            while self._has_work():
                time.sleep(GATHERING)
                try:
                    again_in = self._task()
                except DatabaseError:
                    logger.exception("%s could not use the database; it is tried again.", self.name)
                    again_in = AFTER_AN_ERROR
                if again_in is not None:
                    self._set_timer(again_in)
        finally:
            connections.close_all()

    def _has_work(self) -> bool:
        """Whether there is more to do; deciding and ending are one step, so that no wake is lost between them."""
        with self._lock:
            if self._wanted:
                self._wanted = False
                return True
            self._thread = None
            return False

    def _set_timer(self, seconds: float) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = Timer(seconds, self.wake)
            self._timer.daemon = True
            self._timer.start()
