"""An engine that takes its time, on a clock of the tests: nobody waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from search.backends.base import SearchBackend

QUESTIONS = {"search", "holding", "vocabulary", "starting_with"}


class Clock:
    """time.monotonic() with what was added to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.added = 0.0
        real = time.monotonic
        monkeypatch.setattr(time, "monotonic", lambda: real() + self.added)


class SlowEngine:
    """
    Another engine, every question of which takes `seconds` of the clock.

    `begun` holds for each question how much had been added to the clock when it was asked.
    """

    def __init__(self, engine: SearchBackend, clock: Clock, seconds: float) -> None:
        self._engine = engine
        self._clock = clock
        self.seconds = seconds
        self.begun: list[float] = []

    def __getattr__(self, name: str) -> object:
        attribute = getattr(self._engine, name)
        if name not in QUESTIONS:
            return attribute

        def ask(*args: object, **kwargs: object) -> object:
            self.begun.append(self._clock.added)
            answer = attribute(*args, **kwargs)
            self._clock.added += self.seconds
            return answer

        return ask
