"""
Overlapping triples of letters without tone marks: what still matches when a word is misspelt or cut otherwise.

Letters that sound alike fall together, so that ขุมความรุ้ and ขุมความรู้ share every triple.
"""

from __future__ import annotations

import re

from search.text.characters import TONE_MARKS
from search.text.normalise import plain

GRAM_LENGTH = 3
_SOUND_ALIKE = str.maketrans(
    "\u0e35\u0e37\u0e39\u0e13\u0e29\u0e28\u0e0e\u0e0f\u0e10\u0e2c\u0e0d\u0e06\u0e20\u0e18\u0e11\u0e12\u0e0b",
    "\u0e34\u0e36\u0e38\u0e19\u0e2a\u0e2a\u0e14\u0e15\u0e16\u0e25\u0e22\u0e04\u0e1e\u0e17\u0e17\u0e17\u0e2a",
)
_SILENT = re.compile(f".\u0e4c|[{TONE_MARKS}\u0e47\u0e4d]")
_RUN = re.compile(r"[a-z0-9\u0e01-\u0e4e]+")


def skeleton(text: str) -> str:
    """The letters that carry the sound: tone marks and silenced letters gone, words still apart."""
    return " ".join(_RUN.findall(_SILENT.sub("", plain(text)).translate(_SOUND_ALIKE)))


def grams(text: str) -> list[str]:
    """Every triple within each run of letters, in order; a shorter run is its own gram."""
    result: list[str] = []
    for run in skeleton(text).split():
        if len(run) <= GRAM_LENGTH:
            result.append(run)
        else:
            result += [run[at : at + GRAM_LENGTH] for at in range(len(run) - GRAM_LENGTH + 1)]
    return result
