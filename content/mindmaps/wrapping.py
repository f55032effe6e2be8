"""Breaking a label into lines between words, never inside a word that fits and never between a letter and its marks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pythainlp.tokenize import word_tokenize

from content.mindmaps.font_metrics import text_width
from search.text.characters import cut_before, may_cut

if TYPE_CHECKING:
    from collections.abc import Sequence


REPEATS = "ๆ"
CLOSING = frozenset(")]}”’»!?,.:;ๆฯ%")
OPENING = frozenset("([{“‘«")


def wrap_label(label: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """
    The lines of a label of at most `width`, as few as possible and then as even as possible.

    Only a word wider than `width` is cut, between two letters with all their marks.
    """
    pieces = _pieces(label, width, size, bold)
    lines = _fill(pieces, width, size, bold)
    if len(lines) == 1:
        return tuple(lines)
    # The narrowest width that needs no line more gives lines of like length.
    low, high = 0.0, width
    for _step in range(7):
        middle = (low + high) / 2
        tried = _fill(pieces, middle, size, bold)
        if len(tried) <= len(lines) and all(text_width(line, size, bold=bold) <= width for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return tuple(lines)


@lru_cache(maxsize=4096)
def words_of(label: str) -> tuple[str, ...]:
    """The pieces between which a line may be broken; joined they are the label."""
    pieces: list[str] = []
    for word in word_tokenize(label, engine="newmm", keep_whitespace=True):
        if word.startswith(REPEATS) and len(pieces) > 1 and pieces[-1].isspace():
            # The sign that repeats a word stays on the word's line, also where a space stands before it.
            space = pieces.pop()
            pieces[-1] += space + word
        elif pieces and (
            word[0] in CLOSING or pieces[-1][-1] in OPENING or not may_cut(pieces[-1] + word, len(pieces[-1]))
        ):
            pieces[-1] += word
        else:
            pieces.append(word)
    return tuple(pieces)


def _pieces(label: str, width: float, size: float, bold: bool) -> list[str]:
    pieces: list[str] = []
    for word in words_of(label):
        rest = word
        while text_width(rest, size, bold=bold) > width:
            at = _longest_fitting(rest, width, size, bold)
            if at >= len(rest):
                break
            pieces.append(rest[:at])
            rest = rest[at:]
        pieces.append(rest)
    return pieces


def _longest_fitting(word: str, width: float, size: float, bold: bool) -> int:
    """Where to cut a word so that its beginning fits; at least one letter with its marks goes on."""
    end = 1
    while end < len(word) and text_width(word[: end + 1], size, bold=bold) <= width:
        end += 1
    at = cut_before(word, end)
    if at:
        return at
    at = 1
    while at < len(word) and cut_before(word, at) != at:
        at += 1
    return at


def _fill(pieces: Sequence[str], width: float, size: float, bold: bool) -> list[str]:
    lines, line = [], ""
    for piece in pieces:
        if line.strip() and text_width((line + piece).strip(), size, bold=bold) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    if line.strip():
        lines.append(line.strip())
    return lines
