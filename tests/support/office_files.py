"""Small real files: PDF by WeasyPrint, Office and OpenDocument files written part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import weasyprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FONT = Path(__file__).parents[2] / "themes/base/static/fonts/noto-sans-thai-looped-400.woff2"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def pdf(*paragraphs: str, pages: int = 1) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    sheets = "".join(f'<section style="break-after: page">{text}</section>' for _ in range(pages))
    style = f"<style>@font-face {{ font-family: Thai; src: url({FONT.as_uri()}) }} body {{ font-family: Thai }}</style>"
    return weasyprint.HTML(string=f"<html lang='th'>{style}<body>{sheets}</body></html>").write_pdf()


def word_part(inner: str, root: str = "document") -> str:
    return f'<w:{root} xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}">{inner}</w:{root}>'


def word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(*paragraphs: str, **parts: str) -> bytes:
    """`parts` are further parts, named as below `word/` ("header1"); a part may be given whole."""
    body = "".join(map(word_paragraph, paragraphs))
    files = {"word/document.xml": word_part(f"<w:body>{body}</w:body>")}
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped(files)


def slide(text: str) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f'<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWING}">{lines}</p:sld>'


def pptx(slides: Iterable[str], notes: Iterable[str] = ()) -> bytes:
    files = {"ppt/presentation.xml": "<presentation/>"}
    files |= {f"ppt/slides/slide{number}.xml": slide(text) for number, text in enumerate(slides, start=1)}
    files |= {f"ppt/notesSlides/notesSlide{number}.xml": slide(text) for number, text in enumerate(notes, start=1)}
    return zipped(files)


def xlsx(sheets: Mapping[str, list[list[object]]], hidden: Iterable[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def odt(*paragraphs: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    content = f'<office:document-content xmlns:office="{office}" xmlns:text="{text}">{body}</office:document-content>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
