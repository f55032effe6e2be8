"""
Sheets laid out as they are printed, by WeasyPrint. Nothing is loaded but the project's own fonts.

Text copied from a PDF comes back through one table a font: a glyph stands for the letters of its first appearance. Thai
shaping makes two glyphs of SARA AM, of which the second then stands for ำ wherever a word has า. So the first line of
every paper, too small to be seen, holds each of these letters alone.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import weasyprint
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from weasyprint import Document

    from content.reflections.paper.sheet import Sheet

# Points. Official papers are written in 16 pt; below 12 pt a sheet on the wall cannot be read.
SIZES = (15.0, 14.0, 13.0, 12.0)
SMALLEST = SIZES[-1]
# As in css/pages/paper.css.
LEADING = 1.6
PIXELS_A_POINT = 96 / 72
PRIMER = "า ํ ่ ้ ๊ ๋ ์ กํ กํ่ กํ้ กํ๊ กํ๋ ปํ ปํ่ ปํ้ ปํ๊ ปํ๋ ก่ ก้ ก๊ ก๋ ก์ ป่ ป้ ป๊ ป๋ ป์ กิ่ กี้ ปิ่ ปี้ ปี๊ ปี๋ กา ปา"
TEMPLATES = ("paper/sheet.html", "paper/sheet_body.html", "paper/contents.html")
_FONT_FOLDER = Path(__file__).parent / "fonts"
_FACES = (
    ("KM Paper", 400, "fonts/noto-sans-thai-looped-400.woff2"),
    ("KM Paper", 700, "fonts/noto-sans-thai-looped-700.woff2"),
    ("KM Emoji", 400, _FONT_FOLDER / "noto-emoji-400.woff2"),
)
# Pango's font map, which a font configuration fills, is not made for several threads at once.
_engine = Lock()


class _FontFetcher(URLFetcher):
    """Knows the project's fonts; whatever else a paper asks for ends its making."""

    def __init__(self) -> None:
        super().__init__(fail_on_errors=True)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        known = {_font_path(place).as_uri(): _font_path(place) for _family, _weight, place in _FACES}
        if url not in known:
            raise ValueError(f"A paper asked for {url}.")
        return URLFetcherResponse(url, known[url].read_bytes(), {"Content-Type": "font/woff2"})


def lay_out(sheet: Sheet, size: float, *, anchor: str = "", primer: str = PRIMER) -> Document:
    """The sheet at this size of type, in as many pages as it takes. `anchor` names it for links in a booklet."""
    return lay_out_page("paper/sheet.html", {"sheet": sheet, "size": f"{size:g}", "anchor": anchor, "primer": primer})


def lay_out_page(template: str, context: dict[str, object]) -> Document:
    html = render_to_string(template, context)
    with _engine:
        return HTML(string=html, url_fetcher=_FontFetcher()).render(stylesheets=_styles(), font_config=_fonts())


def to_pdf(document: Document) -> bytes:
    with _engine:
        return document.write_pdf()


@cache
def fingerprint() -> str:
    """Another one whenever templates, styles or the engine lay sheets out in another way."""
    sources = [get_template(name).template.source for name in TEMPLATES]
    return hashlib.sha256("\0".join([*sources, _rules(), weasyprint.__version__]).encode()).hexdigest()


@cache
def _styles() -> list[CSS]:
    return [_style_of_fonts(), CSS(string=_rules(), font_config=_fonts())]


def _rules() -> str:
    """What browsers print by, from the ground up to the theme, and what the engine alone needs."""
    shared = finders.find("css/pages/paper.css", find_all=True)
    return "\n".join(
        [*(Path(path).read_text("utf-8") for path in reversed(shared)), render_to_string("paper/sheet.css")]
    )


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style_of_fonts() -> CSS:
    rules = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{_font_path(place).as_uri()}"); }}'
        for family, weight, place in _FACES
    ]
    return CSS(string="\n".join(rules), url_fetcher=_FontFetcher(), font_config=_fonts())


@cache
def _font_path(place: str | Path) -> Path:
    path = place if isinstance(place, Path) else finders.find(place)
    if not path:
        raise FileNotFoundError(f"The font {place} is missing from the theme.")
    return Path(path)
