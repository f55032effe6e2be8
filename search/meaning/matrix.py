"""
The vectors as files that all processes of a machine map, so that they share one copy; the database is their source.

    about.json             what is in use: generation, number of slots, state of the table they were copied from
    <generation>.vectors   two rows of half precision numbers a slot: title, and title with beginning
    <generation>.codes     the signs of the same as 384 bits
    <generation>.keys      one line a slot: digests and key

A slot is never changed: a new vector of a key gets a new slot, and a key that went gets one of zeros. About.json is
replaced in one step, after the files have grown; what a killed writer left behind its last slot is overwritten.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

import numpy as np

from search.text.meaning import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = 1
PER_SLOT = 2
WORDS = DIMENSIONS // 64
SLOT_BYTES = {"vectors": PER_SLOT * DIMENSIONS * 2, "codes": PER_SLOT * WORDS * 8}
GONE = "-"


@dataclass(frozen=True, slots=True)
class About:
    """`table` is the state of the database's table: number of rows and time of the newest."""

    generation: str
    slots: int
    keys_bytes: int
    made_with: int
    table: tuple[int, str]
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Entry:
    """One slot: the key, the digests its vectors are kept under, and both vectors (None: the key went)."""

    key: str
    digests: str
    vectors: np.ndarray | None


class MatrixFiles:
    """The files in their folder. Whoever writes holds the lock `vectors`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "about.json"

    def about(self) -> About | None:
        """What is in use; None where there is nothing of use."""
        try:
            raw = json.loads(self.pointer.read_text(encoding="utf-8"))
            about = About(**{**raw, "table": tuple(raw["table"])})
            if about.format != FORMAT or not self._is_whole(about):
                return None
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return about

    def path(self, about: About, name: str) -> Path:
        return self.folder / f"{about.generation}.{name}"

    def _is_whole(self, about: About) -> bool:
        sizes = {name: size * about.slots for name, size in SLOT_BYTES.items()}
        sizes["keys"] = about.keys_bytes
        return all(self.path(about, name).stat().st_size >= size for name, size in sizes.items())

    def vectors(self, about: About) -> np.ndarray:
        shape = (about.slots * PER_SLOT, DIMENSIONS)
        if not about.slots:
            return np.empty(shape, dtype=np.float16)
        return np.memmap(self.path(about, "vectors"), dtype=np.float16, mode="r", shape=shape)

    def codes(self, about: About, first: int = 0) -> np.ndarray:
        """The codes of the slots from `first` on, one a row."""
        count = (about.slots - first) * PER_SLOT * WORDS
        offset = first * SLOT_BYTES["codes"]
        read = np.fromfile(self.path(about, "codes"), dtype=np.uint64, count=count, offset=offset)
        return read.reshape(-1, WORDS)

    def keys(self, about: About, first_byte: int = 0) -> list[tuple[str, str]]:
        """Key and digests of the slots whose lines begin at or behind `first_byte`."""
        with self.path(about, "keys").open("rb") as file:
            file.seek(first_byte)
            text = file.read(about.keys_bytes - first_byte).decode("utf-8")
        return [(key, digests) for digests, _, key in (line.partition(" ") for line in text.splitlines())]

    def create(self, entries: Iterable[Entry], table: tuple[int, str]) -> About:
        """A new generation of these entries, in use when this returns. The former one is removed."""
        about = self._grow(About(f"vectors-{token_hex(4)}", 0, 0, 0, table), entries)
        about = replace(about, made_with=about.slots)
        self._use(about)
        return about

    def append(self, about: About, entries: Iterable[Entry], table: tuple[int, str]) -> About:
        """The same generation with these entries added, in use when this returns."""
        about = replace(self._grow(about, entries), table=table)
        self._use(about)
        return about

    def clear(self) -> None:
        for path in self.folder.glob("vectors-*"):
            path.unlink(missing_ok=True)
        self.pointer.unlink(missing_ok=True)

    def _grow(self, about: About, entries: Iterable[Entry]) -> About:
        slots, keys_bytes = about.slots, about.keys_bytes
        with (
            _opened_at(self.path(about, "vectors"), slots * SLOT_BYTES["vectors"]) as vector_file,
            _opened_at(self.path(about, "codes"), slots * SLOT_BYTES["codes"]) as code_file,
            _opened_at(self.path(about, "keys"), keys_bytes) as key_file,
        ):
            for entry in entries:
                vectors = entry.vectors
                if vectors is None:
                    vectors = np.zeros((PER_SLOT, DIMENSIONS), dtype=np.float16)
                vector_file.write(vectors.astype(np.float16).tobytes())
                code_file.write(codes_of(vectors).tobytes())
                keys_bytes += key_file.write(f"{entry.digests} {entry.key}\n".encode())
                slots += 1
        return replace(about, slots=slots, keys_bytes=keys_bytes)

    def _use(self, about: About) -> None:
        beside = self.folder / f"about.{token_hex(4)}"
        beside.write_text(json.dumps(asdict(about)), encoding="utf-8")
        beside.replace(self.pointer)
        for path in self.folder.glob("vectors-*"):
            if not path.name.startswith(f"{about.generation}."):
                path.unlink(missing_ok=True)


def codes_of(vectors: np.ndarray) -> np.ndarray:
    """The signs of each vector, 64 to a word. They say much, as what all texts have in common was taken out before."""
    bits = np.packbits(np.atleast_2d(vectors) > 0, axis=1)
    return np.ascontiguousarray(bits).view(np.uint64)


def _opened_at(path: Path, size: int):
    """The file cut or made to that size, open for writing behind it."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
    file.truncate(size)
    file.seek(size)
    return file
