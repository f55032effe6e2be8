"""
The files of the index: one folder a generation, a pointer to the one in use, and the locks of its writers.

    current          name of the generation in use; replaced in one step
    write.lock       held while the index in use is written
    rebuild.lock     held while a generation is built beside
    journal          keys changed since that rebuild began
    <generation>/    tantivy's files and about.json

Locks are those of the operating system: a process that is killed lets go of them.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from search.backends.base import BusyError, IndexUnavailableError
from search.backends.embedded.schema import index_version, schema
from search.locks import locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ADVICE = "run `python manage.py rebuild_search`."


def forget_half_written(generation: Path) -> None:
    """
    Remove what a writer that was killed had written of deletions and not committed.

    The next writer would count on from the last commit and meet the file of the same name. Called while holding the
    write lock.
    """
    try:
        committed = int(json.loads((generation / "meta.json").read_text(encoding="utf-8"))["opstamp"])
    except (OSError, ValueError, TypeError, KeyError):
        return  # Whoever opens such an index says what is wrong with it.
    for path in generation.glob("*.del"):
        stamp = path.name.split(".")[1]
        if stamp.isdigit() and int(stamp) > committed:
            path.unlink(missing_ok=True)


class Storage:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "current"
        self._journal = folder / "journal"

    def current(self) -> Path:
        """The folder of the generation in use. Raises IndexUnavailableError when it cannot be read."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexUnavailableError(f"There is no search index in {self.folder}; {ADVICE}") from None
        generation = self.folder / Path(name).name
        try:
            about = json.loads((generation / "about.json").read_text(encoding="utf-8"))
            version = about["version"]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexUnavailableError(f"The search index in {generation} is damaged ({error!r}); {ADVICE}") from error
        if version != index_version():
            raise IndexUnavailableError(
                f"The search index in {generation} is of version {version}, "
                f"this program needs {index_version()}; {ADVICE}"
            )
        return generation

    def in_use(self) -> str:
        """The name of the generation in use; empty when it cannot be read."""
        try:
            return self.pointer.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return ""

    def age(self, name: str) -> float:
        """Seconds since that generation was begun; for ever when it is not there."""
        try:
            return time.time() - (self.folder / Path(name).name / "about.json").stat().st_mtime
        except OSError:
            return float("inf")

    def new_generation(self) -> Path:
        """An empty generation, not in use yet."""
        generation = self.folder / f"index-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
        generation.mkdir(parents=True)
        tantivy.Index(schema(), path=str(generation), reuse=False)
        about = {"version": index_version(), "made": time.strftime("%Y-%m-%dT%H:%M:%S%z")}
        (generation / "about.json").write_text(json.dumps(about), encoding="utf-8")
        return generation

    def use(self, generation: Path) -> None:
        """Put a generation in use and remove the others. Processes that still read an old one keep its open files."""
        beside = self.folder / f"current.{secrets.token_hex(4)}"
        with beside.open("w", encoding="utf-8") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.pointer)
        for other in self.folder.glob("index-*"):
            if other != generation:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def lock(self, name: str, timeout: float) -> Iterator[None]:
        """Hold the lock of that name. Raises BusyError when it is not free within `timeout` seconds."""
        with locked(self.folder, name, timeout):
            yield

    def open_journal(self) -> None:
        """From now on, note the keys that are changed."""
        self._journal.write_text("", encoding="utf-8")

    def note(self, keys: Iterable[str]) -> None:
        """Note changed keys for the rebuild under way, if there is one. Called while holding the write lock."""
        if not self._journal.exists():
            return
        try:
            with self.lock("rebuild", timeout=0):
                # Free, so the rebuild that opened the journal was killed.
                self.close_journal()
        except BusyError:
            with self._journal.open("a", encoding="utf-8") as file:
                file.writelines(f"{key}\n" for key in keys)

    def noted(self) -> list[str]:
        text = self._journal.read_text(encoding="utf-8") if self._journal.exists() else ""
        return list(dict.fromkeys(text.splitlines()))

    def close_journal(self) -> None:
        self._journal.unlink(missing_ok=True)
