"""All sheets of a meeting in one paper, with a page of contents before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.reflections.meeting_reading import role_of
from content.reflections.paper.layout import SMALLEST, lay_out_booklet
from content.reflections.paper.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weasyprint import Document

    from content.reflections.models import MeetingPage, ReflectionPage

# A sheet takes about 30 ms; more than these would keep a worker busy for too long.
MOST_SHEETS = 200


@dataclass(frozen=True, slots=True)
class BookletSheet:
    sheet: Sheet
    size: str
    anchor: str
    role: str


def make_booklet(meeting: MeetingPage, pages: Iterable[ReflectionPage]) -> Document:
    """The booklet of these sheets, each at the size at which it fits its page."""
    sheets = [
        BookletSheet(sheet_of(page), f"{page.paper_size or SMALLEST:g}", f"sheet-{number}", role_of(page))
        for number, page in enumerate(pages, 1)
    ]
    return lay_out_booklet({"meeting": meeting, "sheets": sheets[:MOST_SHEETS]})
