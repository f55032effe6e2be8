"""What lies nearest to a vector: the reading end of one process, which sees at once what any process has added."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.conf import settings

from search.meaning.matrix import GONE, PER_SLOT, WORDS, MatrixFiles, codes_of

if TYPE_CHECKING:
    from search.meaning.matrix import About

# Up to here every vector is compared exactly; beyond, codes choose the rows that are (docs/decisions/0021).
EXACT_ROWS = 4_000
CUT_ROWS = 1_500
_NOTHING = np.uint16(0xFFFF)


class Near(NamedTuple):
    """A key and the cosine between its nearer vector and what was asked."""

    key: str
    cosine: float


class View:
    """The matrix as of one moment. Codes are kept column by column: six times faster to compare than row by row."""

    def __init__(self, files: MatrixFiles, about: About, former: View | None) -> None:
        self.about = about
        self._vectors = files.vectors(about)
        same = former is not None and former.about.generation == about.generation
        first = former.about.slots if same else 0
        added = files.codes(about, first).T
        self._codes = np.concatenate([former._codes, added], axis=1) if same else np.ascontiguousarray(added)
        lines = files.keys(about, former.about.keys_bytes if same else 0)
        self._keys = [*former._keys, *(key for key, _ in lines)] if same else [key for key, _ in lines]
        self._slots = dict(former._slots) if same else {}
        self._is_dead = np.zeros(about.slots, dtype=bool)
        if same:
            self._is_dead[:first] = former._is_dead
        for slot, (key, digests) in enumerate(lines, first):
            before = self._slots.pop(key, None)
            if before is not None:
                self._is_dead[before] = True
            if digests == GONE:
                self._is_dead[slot] = True
            else:
                self._slots[key] = slot
        self._dead_rows = np.repeat(self._is_dead, PER_SLOT)

    def __len__(self) -> int:
        return len(self._slots)

    def keys(self) -> list[str]:
        return list(self._slots)

    def vectors_of(self, key: str) -> np.ndarray | None:
        """Both vectors of this key."""
        slot = self._slots.get(key)
        if slot is None:
            return None
        return self._vectors[slot * PER_SLOT : (slot + 1) * PER_SLOT].astype(np.float32)

    def nearest(self, vector: np.ndarray, count: int) -> list[Near]:
        """The `count` nearest documents, best first; equals by key."""
        rows = self._rows(vector)
        if not len(rows):
            return []
        # Not with `@`: its threads spin for their next task, which cost a request more than all else that it does.
        cosines = np.einsum("ij,j->i", self._vectors[rows].astype(np.float32), vector.astype(np.float32))
        best: dict[int, float] = {}
        for at in np.argsort(-cosines, kind="stable"):
            best.setdefault(int(rows[at]) // PER_SLOT, float(cosines[at]))
            if len(best) > count:
                break
        found = [Near(self._keys[slot], cosine) for slot, cosine in best.items()]
        return sorted(found, key=lambda near: (-near.cosine, near.key))[:count]

    def _rows(self, vector: np.ndarray) -> np.ndarray:
        """The rows to compare exactly."""
        if len(self._dead_rows) <= EXACT_ROWS:
            return np.flatnonzero(~self._dead_rows)
        asked = codes_of(vector)[0]
        distances = np.zeros(len(self._dead_rows), dtype=np.uint16)
        for word in range(WORDS):
            distances += np.bitwise_count(self._codes[word] ^ asked[word])
        distances[self._dead_rows] = _NOTHING
        within = np.cumsum(np.bincount(distances, minlength=DISTANCES)[:DISTANCES])
        farthest = int(np.searchsorted(within, min(CUT_ROWS, within[-1])))
        return np.flatnonzero(distances <= farthest)


DISTANCES = WORDS * 64 + 1


class Matrix:
    """Gives the newest view: one look at the file system when nothing changed."""

    def __init__(self, folder: Path) -> None:
        self.files = MatrixFiles(folder)
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._view: View | None = None

    def view(self) -> View | None:
        """None where there are no vectors yet."""
        try:
            state = self.files.pointer.stat()
        except OSError:
            return None
        seen = (state.st_mtime_ns, state.st_ino)
        if seen == self._seen:
            return self._view
        with self._lock:
            if seen == self._seen:
                return self._view
            try:
                about = self.files.about()
                view = View(self.files, about, self._view) if about else None
            except (OSError, ValueError):
                # A new generation took the place of this one between two steps; the next question sees it.
                return self._view
            self._view, self._seen = view, seen
            return view


_matrices: dict[str, Matrix] = {}
_matrices_lock = Lock()


def matrix() -> Matrix:
    """The matrix of this installation, beside the index."""
    folder = Path(settings.KM_SEARCH_INDEX_DIR) / "vectors"
    with _matrices_lock:
        return _matrices.setdefault(str(folder), Matrix(folder))
