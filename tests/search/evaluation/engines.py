"""The engines that can be measured here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backends.embedded import EmbeddedBackend
from search.backends.memory import MemoryBackend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from search.backends.base import SearchBackend


def engines(folder: Path, stack: ExitStack) -> Iterator[tuple[str, SearchBackend]]:
    """Each engine by its name, empty; `stack` closes what was opened for them."""
    yield "embedded (tantivy)", EmbeddedBackend(folder / "index")
    yield "memory", MemoryBackend()
