"""What stands on the pages of a PDF, as its readers get it."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from collections import Counter
from typing import NamedTuple

import pypdfium2

from content.reflections.paper.layout import PRIMER
from search.text.normalise import plain
from tests.support.promises import missing

A4_POINTS = (595, 842)
# Letters of one line may be raised a little; lines are at least 19 points apart.
SAME_LINE = 7.0
UNSEEN = re.compile(r"[\s\u00ad\ufffe\u200b]+")


def letters(text: str) -> str:
    """What is compared: one spelling, without spaces and without what a line break may add."""
    return UNSEEN.sub("", plain(text))


def poppler(program: str, *options: str, pdf: bytes) -> str:
    found = shutil.which(program)
    if found is None:
        missing(f"{program} (Debian's poppler-utils) is not installed.")
    return subprocess.run([found, *options], input=pdf, capture_output=True, check=True).stdout.decode()


def text_of(pdf: bytes) -> str:
    """The text in the order in which it stands in the file, as readers copy it. (PDFium moves raised marks.)"""
    return poppler("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", pdf=pdf)


def seen_letters(pdf: bytes) -> str:
    """The letters of a paper without its first line, which is for readers of PDF alone."""
    return letters(text_of(pdf)).removeprefix(letters(PRIMER * 2))


class PrintedLine(NamedTuple):
    """`foot` is the distance of its base from the top of the page, `left` that of its first letter, in points."""

    foot: float
    left: float
    letters: frozenset[str]


def lines_of(pdf: bytes) -> list[PrintedLine]:
    """
    The lines of a PDF, which must be one page of A4, from top to bottom.

    Which letters stand on a line, not how often: Chromium names a letter once more with each of its marks.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert abs(width - A4_POINTS[0]) < 1
        assert abs(height - A4_POINTS[1]) < 1
        placed = sorted(_placed_letters(document[0]))
    finally:
        document.close()
    rows: list[list[tuple[float, float, str]]] = []
    for letter in placed:
        if not rows or letter[0] - rows[-1][0][0] > SAME_LINE:
            rows.append([])
        rows[-1].append(letter)
    return [_line(row) for row in rows]


def _line(row: list[tuple[float, float, str]]) -> PrintedLine:
    feet, lefts, texts = zip(*row, strict=True)
    foot = Counter(round(foot, 1) for foot in feet).most_common(1)[0][0]
    return PrintedLine(foot, min(lefts), frozenset(plain("".join(texts)).replace("ำ", "ํา")))


def _placed_letters(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
    """Foot, left and text of each letter that can be seen."""
    text = page.get_textpage()
    height = page.get_size()[1]
    x, y = ctypes.c_double(), ctypes.c_double()
    placed = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        # The letters for readers of PDF are a tenth of a point high.
        if UNSEEN.sub("", letter) and pypdfium2.raw.FPDFText_GetFontSize(text, index) > 1:
            pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
            placed.append((height - y.value, x.value, letter))
    return placed
