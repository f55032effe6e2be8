"""Breaking a label into lines between words, never inside a word that fits and never between a letter and its marks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from content.mindmaps.font_metrics import text_width
from search.text.analysis import tokens
from search.text.characters import cut_before, may_cut

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    cuts = sorted({_before_opening(label, token.start) for token in tokens(label) if not token.is_part})
    cuts = [at for at in cuts if 0 < at < len(label) and _may_break(label, at)]
    return tuple(label[start:end] for start, end in zip([0, *cuts], [*cuts, len(label)], strict=True))


def _may_break(label: str, at: int) -> bool:
    before, after = label[at - 1], label[at]
    # Thai is broken between words, other scripts only after a space: 5W1H and ป.5/1 stay whole.
    parted = before.isspace() or _is_thai(before) or _is_thai(after)
    return parted and after not in CLOSING and may_cut(label, at)


def _is_thai(character: str) -> bool:
    return "\u0e00" <= character <= "\u0e7f"


def _before_opening(label: str, at: int) -> int:
    """A bracket goes with the word it opens."""
    while at > 0 and label[at - 1] in OPENING:
        at -= 1
    return at


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
