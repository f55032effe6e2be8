"""Plain text and CSV, in the encodings that Thai offices use."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from content.files.extraction.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

# UTF-8 takes up to four bytes a character.
_READ = LONGEST_TEXT * 4
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def plain_text(path: Path) -> str:
    with path.open("rb") as file:
        return decoded(file.read(_READ))[:LONGEST_TEXT]


def decoded(data: bytes) -> str:
    """The text by its byte order mark; else UTF-8, when it is that; else Thai Windows (TIS-620 is part of it)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:1000]:
        even, odd = data[:1000:2].count(0), data[1:1000:2].count(0)
        return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    try:
        # The end may have been cut inside a character.
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=len(data) < _READ)
    except UnicodeDecodeError:
        return data.decode("cp874", errors="replace")
