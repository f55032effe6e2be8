"""
Tell ำ from า where a PDF gives the same letter for both, by the words that come out.

The fewest words that cover the text win, as in maximal matching; of two words that differ in this vowel alone (ทำ, ทา)
the one that people write more.
"""

from __future__ import annotations

import re
from functools import cache

from search.text.dictionary import dictionary

_AM, _AA = "\u0e33", "\u0e32"
_RUN = re.compile("[\u0e01-\u0e4e]+")
_LONGEST_WORD = 20
_LONGEST_RUN = 500
# A letter that is part of no word costs more than a word.
_UNKNOWN = 3


def chosen(text: str) -> str:
    """The text with every ำ kept or made า, whichever gives words."""
    return _RUN.sub(lambda match: _of_run(match.group()) if _AM in match.group() else match.group(), text)


def _of_run(run: str) -> str:
    if len(run) > _LONGEST_RUN:
        return _of_run(run[:_LONGEST_RUN]) + _of_run(run[_LONGEST_RUN:])
    words = _words()
    folded = run.replace(_AM, _AA)
    costs = [0] * (len(run) + 1)
    steps = [1] * len(run)
    for start in range(len(run) - 1, -1, -1):
        best, step = costs[start + 1] + _UNKNOWN, 1
        for length in range(2, min(_LONGEST_WORD, len(run) - start) + 1):
            if costs[start + length] + 1 < best and folded[start : start + length] in words:
                best, step = costs[start + length] + 1, length
        costs[start], steps[start] = best, step
    pieces, position = [], 0
    while position < len(run):
        piece = folded[position : position + steps[position]]
        pieces.append(words.get(piece, piece))
        position += steps[position]
    return "".join(pieces)


@cache
def _words() -> dict[str, str]:
    """Each word of the dictionary by its spelling with า for ำ."""
    known = dictionary()
    words: dict[str, str] = {}
    for word in sorted(known.words):
        folded = word.replace(_AM, _AA)
        other = words.get(folded)
        if other is None or known.common.get(word, 0) > known.common.get(other, 0):
            words[folded] = word
    return words
