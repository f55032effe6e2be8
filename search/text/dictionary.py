"""The words the segmenter knows: the library's list and the project's own files in `data/`."""

from __future__ import annotations

import importlib.util
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

import nlpo3

from search.text.normalise import plain

DATA_FOLDER = Path(__file__).parent / "data"
# Counts of longer words are not asked for (search.text.compounds).
LONGEST_COUNTED = 3
_loading = Lock()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`name` is what nlpo3 knows it by; `common` maps short words to how often they were counted."""

    name: str
    words: frozenset[str]
    own: frozenset[str]
    parts: dict[str, tuple[str, ...]]
    common: dict[str, int]
    never_parts: frozenset[str]


@cache
def dictionary() -> Dictionary:
    """The dictionary, read at first use (about 0.2 s) and kept for the life of the process."""
    with _loading:
        return _load()


@cache
def stop_words() -> frozenset[str]:
    return frozenset(plain(line) for line in lines_of(DATA_FOLDER / "stop_words.txt"))


@cache
def data_digest() -> str:
    """Changes with the project's words; costs a millisecond and loads no dictionary."""
    digest = sha256()
    for path in sorted(DATA_FOLDER.glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


@cache
def _load() -> Dictionary:
    # Kept as well: who waited at the lock must find what the first has loaded, for nlpo3 takes a name only once.
    corpus = _library_folder() / "corpus"
    own: set[str] = set()
    parts: dict[str, tuple[str, ...]] = {}
    for path in sorted(DATA_FOLDER.glob("words_*.txt")):
        for line in lines_of(path):
            word, stated, pieces = (part.strip() for part in plain(line).partition("="))
            own.add(word)
            if stated:
                parts[word] = tuple(pieces.split())
    # The library's words are in our spelling already (all but 3 of 62,000); normalising them took half of the load.
    words = {*(corpus / "words_th.txt").read_text(encoding="utf-8").split("\n"), *own} - {""}
    counts = (line.split("\t") for line in (corpus / "ttc_freq.txt").read_text(encoding="utf-8").splitlines())
    common = {word: int(count) for word, count in counts if len(word) <= LONGEST_COUNTED}
    never_parts = frozenset(plain(line) for line in lines_of(DATA_FOLDER / "never_parts.txt"))
    return Dictionary(_hand_to_segmenter(words), frozenset(words), frozenset(own), parts, common, never_parts)


def _library_folder() -> Path:
    """Where PyThaiNLP keeps its lists. Found without importing the package: that alone costs 0.3 s and 20 MB."""
    found = importlib.util.find_spec("pythainlp")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("pythainlp is not installed; its word list is needed to cut Thai text into words.")
    return Path(found.submodule_search_locations[0])


def lines_of(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _hand_to_segmenter(words: set[str]) -> str:
    """nlpo3 reads a dictionary from a file only, and never forgets a name: the name tells the content."""
    name = f"khumkhwamru-{data_digest()}"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="words-", suffix=".txt") as file:
        file.write("\n".join(words))
        file.flush()
        message, loaded = nlpo3.load_dict(file.name, name)
    if not loaded:
        raise RuntimeError(f"The dictionary could not be loaded: {message}")
    return name
