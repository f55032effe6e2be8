"""All sheets of a meeting in one paper, each laid out as it stands alone, with a page of contents before them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from content.reflections.paper.layout import PRIMER, SMALLEST, fingerprint, lay_out, lay_out_page, to_pdf
from content.reflections.paper.sheet import Sheet, role_of, sheet_of
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weasyprint import Document

    from content.reflections.models import MeetingPage, ReflectionPage

# A sheet takes about 60 ms and 0.5 MB of memory until the booklet is written.
MOST_SHEETS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet of the booklet, at the size at which it fits its page."""

    anchor: str
    sheet: Sheet
    size: float
    role: str


@dataclass(frozen=True)
class Booklet:
    """All that stands in the booklet. `left_out` is how many sheets are not in it."""

    title: str
    held_on: str
    place: str
    entries: tuple[Entry, ...]
    left_out: int = 0

    @cached_property
    def key(self) -> str:
        """The same for booklets that are the same letter by letter and laid out in the same way."""
        said = (fingerprint(), self.title, self.held_on, self.place, self.entries, self.left_out)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def booklet_of(meeting: MeetingPage, pages: Sequence[ReflectionPage]) -> Booklet:
    entries = tuple(
        Entry(f"sheet-{number}", sheet_of(page), page.paper_size or SMALLEST, role_of(page))
        for number, page in enumerate(pages[:MOST_SHEETS], 1)
    )
    return Booklet(meeting.title, thai_date(meeting.held_on), meeting.place, entries, max(0, len(pages) - MOST_SHEETS))


def make_pdf(booklet: Booklet) -> bytes:
    """
    The PDF of all sheets.

    Each is laid out alone, so that whoever writes a sheet meanwhile has its room measured between two of them.
    """
    sheets = [lay_out(entry.sheet, entry.size, anchor=entry.anchor, primer="") for entry in booklet.entries]
    contents = _contents(booklet, [len(sheet.pages) for sheet in sheets])
    return to_pdf(contents.copy([page for document in (contents, *sheets) for page in document.pages]))


def _contents(booklet: Booklet, lengths: Sequence[int]) -> Document:
    """The pages of contents. How many they are is known only then and is part of each number on them."""
    length = 0
    while True:
        numbers = [1 + length + sum(lengths[:position]) for position in range(len(lengths))]
        context = {"booklet": booklet, "entries": list(zip(booklet.entries, numbers, strict=True)), "primer": PRIMER}
        contents = lay_out_page("paper/contents.html", context)
        if len(contents.pages) == length:
            return contents
        length = len(contents.pages)
