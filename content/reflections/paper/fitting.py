"""
Does a sheet fit one page, how much room is left, and if it does not fit, where to cut?

Everything is measured on the layout that is printed, never by counting characters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from content.reflections.paper.layout import LEADING, PIXELS_A_POINT, SIZES, SMALLEST, lay_out
from search.text.characters import cut_before

if TYPE_CHECKING:
    from weasyprint import Document

    from content.reflections.paper.sheet import Part, Sheet

# How much of what must go is shown to the writer.
SHOWN_CUT = 60
_LINE = SMALLEST * LEADING * PIXELS_A_POINT
# The bottom margin of the page in css/pages/paper.css, 1.4 cm, in pixels.
_BOTTOM = 1.4 / 2.54 * 96


@dataclass(frozen=True, slots=True)
class Overflow:
    """
    What does not fit: about how many lines at the smallest size, and from where on. `field` is the form field of the
    part that runs over, `cut` the beginning of the text that must go (empty where a fact or the title is to blame).
    """

    lines: int
    field: str
    part: str
    cut: str


@dataclass(frozen=True, slots=True)
class Fit:
    """`size` is that of the type in points, or None where the sheet does not fit; `lines_left` is at that size."""

    size: float | None
    lines_left: int
    overflow: Overflow | None = None

    @property
    def fits(self) -> bool:
        return self.size is not None


def fit(sheet: Sheet) -> Fit:
    """The largest size at which the sheet is exactly one page. Takes about 20 ms for each size tried."""
    smallest = lay_out(sheet, SMALLEST)
    if len(smallest.pages) > 1:
        return Fit(None, 0, _overflow(sheet, smallest))
    lines_left = max(0, math.floor((_bottom(smallest) - _end(smallest)) / _LINE))
    for size in SIZES[:-1]:
        if len(lay_out(sheet, size).pages) == 1:
            return Fit(size, lines_left)
    return Fit(SMALLEST, lines_left)


def _end(document: Document) -> float:
    """Where the text ends on the page that holds its end, in pixels from the top."""
    return document.pages[-1].anchors["end"][1]


def _bottom(document: Document) -> float:
    return document.pages[0].height - _BOTTOM


def _overflow(sheet: Sheet, document: Document) -> Overflow:
    over = sum(_lines_of(document, number) for number in range(1, len(document.pages)))
    on_first = document.pages[0].anchors
    for part in sheet.parts:
        for line in part.lines:
            if line.key not in on_first:
                return Overflow(over, part.field, f"{part.sign} {part.name}", _cut(sheet, part, line.key))
    for promise in sheet.promises:
        if promise.key not in on_first:
            return Overflow(over, "commitments", "", promise.text[:SHOWN_CUT])
    return Overflow(over, "title", "", "")


def _lines_of(document: Document, number: int) -> int:
    page = document.pages[number]
    top = document.pages[0].anchors.get("top", (0, 1.6 / 2.54 * 96))[1]
    bottom = page.anchors["end"][1] if number == len(document.pages) - 1 else _bottom(document)
    return max(1, math.ceil((bottom - top) / _LINE))


def _cut(sheet: Sheet, part: Part, key: str) -> str:
    """The beginning of what must go of this line, when nothing after it stood on the page either."""
    line = next(line for line in part.lines if line.key == key)
    low, high = 0, len(line.text)
    while low < high:
        middle = (low + high + 1) // 2
        if key in lay_out(_shortened(sheet, part, key, line.text[:middle]), SMALLEST).pages[0].anchors:
            low = middle
        else:
            high = middle - 1
    at = cut_before(line.text, low)
    return line.text[at : at + SHOWN_CUT]


def _shortened(sheet: Sheet, part: Part, key: str, text: str) -> Sheet:
    lines = []
    for line in part.lines:
        lines.append(line._replace(text=text) if line.key == key else line)
        if line.key == key:
            break
    position = sheet.parts.index(part)
    return replace(sheet, parts=(*sheet.parts[:position], replace(part, lines=tuple(lines))), promises=())
