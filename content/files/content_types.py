"""
What a file really is, by its first bytes, not by its name.

Signatures: PDF (ISO 32000-2, 7.5.2), ZIP (APPNOTE.TXT, 4.3.7) for the Office Open XML and OpenDocument families.
"""

from __future__ import annotations

import codecs
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

OFFICE_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_DOCUMENT = {"odt", "ods", "odp"}
PLAIN_TEXT = {"txt", "csv"}
PICTURES = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
ALLOWED_EXTENSIONS = sorted({"pdf", "zip", *OFFICE_PARTS, *OPEN_DOCUMENT, *PLAIN_TEXT, *PICTURES})
# Spreadsheets save "Unicode text" as UTF-16, where every second byte of Latin letters is NUL.
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 8192


class WrongContentError(ValueError):
    """The bytes of a file are not what its name says."""


def check_content(file: BinaryIO, extension: str) -> None:
    """Raise WrongContentError unless the bytes of `file` are of the type its `extension` names. Rewinds the file."""
    file.seek(0)
    try:
        if not _matches(file, extension.lower()):
            raise WrongContentError(
                _("This is not a %(type)s file, though its name says so. Save it again as %(type)s and upload that.")
                % {"type": extension.upper()}
            )
    finally:
        file.seek(0)


def _matches(file: BinaryIO, extension: str) -> bool:
    head = file.read(HEAD)
    if extension == "pdf":
        return b"%PDF-" in head[:1024]
    if extension in PICTURES:
        return head.startswith(PICTURES[extension])
    if extension in PLAIN_TEXT:
        return b"\x00" not in head or head.startswith(UTF_16_MARKS)
    if extension not in ALLOWED_EXTENSIONS or not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    if extension in OFFICE_PARTS:
        return OFFICE_PARTS[extension] in names
    if extension in OPEN_DOCUMENT:
        return "mimetype" in names and "content.xml" in names
    return True
