"""What the commands of this folder say: in Thai, then in English, on any console."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def use_any_console() -> None:
    """Keep a console without Thai letters from ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)


def say(thai: str, english: str) -> None:
    print(f"{thai} · {english}")


def give_up(thai: str, english: str) -> None:
    """End the program with a sentence for whoever started it."""
    print(f"\n✗ {thai}\n  {english}", file=sys.stderr)
    raise SystemExit(1)


@contextmanager
def step(thai: str, english: str) -> Iterator[None]:
    """Announce a step before it begins, and its time when it took long enough to be noticed."""
    say(f"▸ {thai}", english)
    started = time.monotonic()
    yield
    seconds = time.monotonic() - started
    if seconds >= 1:
        print(f"  ✓ {seconds:.0f} s")


class Counter:
    """Progress of something countable: one changing line on a terminal, a line every few seconds elsewhere."""

    def __init__(self, total: int, every: float = 5.0) -> None:
        self.total = total
        self.count = 0
        self.every = every
        self.printed = time.monotonic()

    def advance(self, what: str) -> None:
        self.count += 1
        line = f"  {self.count}/{self.total}  {what}"
        if sys.stdout.isatty():
            print(f"\r\033[K{line[:100]}", end="\n" if self.count == self.total else "", flush=True)
        elif time.monotonic() - self.printed > self.every:
            self.printed = time.monotonic()
            print(line)

    def close(self) -> None:
        if sys.stdout.isatty() and 0 < self.count < self.total:
            print()
