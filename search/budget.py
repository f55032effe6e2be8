"""The time one question may take, and whether anything was left out for want of it."""

from __future__ import annotations

import time

# Seconds after which what is not needed for an answer is left out.
QUERY_SECONDS = 2.0


class OutOfTimeError(Exception):
    """There was no time to ask what is needed to go on like this."""


class Budget:
    """`until` is a moment of time.monotonic(). `is_short` tells that something was left out: the answer is a part."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.is_short = False

    def allows_more(self) -> bool:
        """Whether there is time for one more thing. Ask only where it would be done: a refusal is remembered."""
        if time.monotonic() < self.until:
            return True
        self.is_short = True
        return False
