"""The first page of a paper as a small grey picture, for the writer's screen."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2

from content.reflections.paper.layout import to_pdf

if TYPE_CHECKING:
    from weasyprint import Document

# 620 pixels wide: readable on a phone, about 25 kB.
SCALE = 0.75 * 96 / 72
# PDFium is not made for several threads.
_engine = Lock()


def to_picture(document: Document) -> bytes:
    """PNG of the page, with what stands beyond it left out."""
    pdf = to_pdf(document.copy(document.pages[:1]))
    with _engine:
        opened = pypdfium2.PdfDocument(pdf)
        try:
            picture = opened[0].render(scale=SCALE, grayscale=True).to_pil()
        finally:
            opened.close()
    buffer = BytesIO()
    picture.quantize(16).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
