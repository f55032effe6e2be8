"""Worksheets that belong to items: Word files a teacher can change, made without a template."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from content.demo.load.context import Tally
from content.files.models import OfficeDocument
from content.knowledge.models import ItemAttachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from content.demo.load.context import Load

# The same bytes each time: a zip archive keeps the time of its parts.
EPOCH = (2026, 1, 1, 0, 0, 0)
PAGE_WIDTH = 9000
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
# Complex-script fonts and sizes (w:cs, w:szCs) are what Word uses for Thai.
RUN = '<w:r><w:rPr><w:rFonts w:ascii="Sarabun" w:hAnsi="Sarabun" w:cs="Sarabun"/>{bold}<w:sz w:val="{size}"/>'
RUN_END = '<w:szCs w:val="{size}"/><w:lang w:bidi="th-TH"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
BORDER = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def load_worksheets(load: Load) -> Tally:
    tally = Tally()
    made_pages = {made.page.pk for made in load.made_pages}
    for record in load.district.site["attachments"]:
        page = load.pages[record["collection"], record["slug"]]
        made = page.pk in made_pages
        if made:
            owner = next(entry.author for entry in load.made_pages if entry.page.pk == page.pk)
            document = OfficeDocument(title=record["title"], uploaded_by_user=owner)
            document.file = ContentFile(worksheet(record), name=record["filename"])
            document.file_size = document.file.size
            document._set_document_file_metadata()
            document.save()
            load.written_files.append(lambda document=document: document.file.storage.delete(document.file.name))
            ItemAttachment.objects.create(page_id=page.pk, document=document)
        tally.count(made=made)
    return tally


def worksheet(record: dict) -> bytes:
    """A DOCX file: title, what to do, lines to fill in, and a table with empty rows."""
    parts = [_paragraph(record["title"], size=36, bold=True), _paragraph(record["intro"])]
    parts += [_paragraph(f"{field} {'.' * 60}") for field in record["fields"]]
    parts.append(_table(record["columns"], record["rows"]))
    margins = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1417"/>'
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{''.join(parts)}<w:p/><w:sectPr>{margins}</w:sectPr></w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _paragraph(text: str, size: int = 32, *, bold: bool = False) -> str:
    run = (RUN + RUN_END).format(bold="<w:b/><w:bCs/>" if bold else "", size=size, text=escape(text))
    return f'<w:p><w:pPr><w:spacing w:after="120"/></w:pPr>{run}</w:p>'


def _table(columns: Sequence[str], rows: int) -> str:
    width = PAGE_WIDTH // len(columns)
    borders = "".join(BORDER.format(side=side) for side in SIDES)
    grid = f'<w:gridCol w:w="{width}"/>' * len(columns)
    head = _row([_paragraph(column, bold=True) for column in columns], width)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{PAGE_WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{_row(['<w:p/>'] * len(columns), width) * rows}</w:tbl>"
    )


def _row(cells: Iterable[str], width: int) -> str:
    body = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    return f'<w:tr><w:trPr><w:trHeight w:val="560"/></w:trPr>{body}</w:tr>'
