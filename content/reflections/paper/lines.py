"""
Where the lines of a sheet end, for browsers: they know other Thai words and would break lines elsewhere.

The layout engine tells it once for each text; afterwards it is remembered. A browser is given the same texts with a
line break at each of these places, and breaks nowhere else.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from typing import TYPE_CHECKING

from django.core.cache import cache
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from content.reflections.paper.layout import fingerprint, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weasyprint import Document

    from content.reflections.paper.sheet import Sheet

KEPT_SECONDS = 30 * 24 * 3600


def with_lines(sheet: Sheet, size: float) -> Sheet | None:
    """The sheet with a line break wherever a line of its paper ends; None where the two cannot be matched."""
    key = f"paper-lines:{hashlib.sha256(repr((fingerprint(), size, sheet)).encode()).hexdigest()}"
    lengths = cache.get(key)
    if lengths is None:
        # A browser has no need of the letters for readers of PDF, and they are no line of the sheet.
        lengths = line_lengths(lay_out(sheet, size, primer=""))
        cache.set(key, lengths, KEPT_SECONDS)
    return broken(sheet, lengths)


def line_lengths(document: Document) -> list[int]:
    """How many letters that are seen stand on each line: at its end, spaces and the like are gone."""
    counts = []
    for page in document.pages:
        # WeasyPrint has no other door to its lines.
        for box in page._page_box.descendants():
            if isinstance(box, LineBox):
                texts = (inner.text for inner in box.descendants() if isinstance(inner, TextBox))
                counts.append(sum(map(_is_seen, "".join(texts))))
    return [count for count in counts if count]


def broken(sheet: Sheet, lengths: Sequence[int]) -> Sheet | None:
    """The sheet with its lines as long as told; None where these are not the lines of this sheet."""
    breaker = _Breaker(lengths)
    result = sheet.rewritten(breaker)
    return result if breaker.is_right and not breaker.left else None


def _is_seen(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) != "Cf"


class _Breaker:
    """Breaks one paragraph after the other. Not `is_right` once a line would go on in the next paragraph."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.left = list(reversed(lengths))
        self.is_right = True

    def __call__(self, *texts: str) -> tuple[str, ...]:
        room = 0
        result = []
        for number, text in enumerate(texts):
            pieces = []
            for letter in text:
                if _is_seen(letter):
                    if room == 0:
                        room = self._next_length()
                        pieces.append("\n" if pieces or number else "")
                    room -= 1
                pieces.append(letter)
            result.append("".join(pieces))
        self.is_right = self.is_right and room == 0
        return tuple(result)

    def _next_length(self) -> float:
        return self.left.pop() if self.left else math.inf
