"""
Text of XLSX: what is written in the cells of the sheets one sees.

Sheets that are hidden are left out: offices hide what others are not to read. Numbers are kept as they are stored;
dates are numbers there and say nothing.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from xml.sax.handler import ContentHandler

from content.files.extraction.archive import Archive, EnoughError
from content.files.extraction.gathering import Gathering
from content.files.extraction.limits import Reason, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORKBOOK = "xl/workbook.xml"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_ID = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class _Rows(ContentHandler):
    """Hears elements of one name and keeps the attributes of each, without namespaces."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self._wanted = wanted

    def startElementNS(self, name: tuple[str, str], qname: str, attrs: Mapping) -> None:
        if name[1] == self._wanted:
            row = {}
            for (space, local), value in attrs.items():
                row["r:id" if space in (_ID, _STRICT_ID) else local] = value
            self.rows.append(row)


class _SharedStrings(ContentHandler):
    """Hears the strings that cells point to. Furigana-like readings (`rPh`) are no text."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._pieces: list[str] | None = None
        self._in_text = self._in_reading = False

    def startElementNS(self, name: tuple[str, str], qname: str, attrs: Mapping) -> None:
        if name[1] == "si":
            self._pieces = []
        elif name[1] == "rPh":
            self._in_reading = True
        elif name[1] == "t":
            self._in_text = not self._in_reading

    def endElementNS(self, name: tuple[str, str], qname: str) -> None:
        if name[1] == "si":
            self.strings.append("".join(self._pieces or ()))
            self._pieces = None
        elif name[1] == "rPh":
            self._in_reading = False
        elif name[1] == "t":
            self._in_text = False

    def characters(self, content: str) -> None:
        if self._in_text and self._pieces is not None:
            self._pieces.append(content)


class _Sheet(ContentHandler):
    """Hears the cells of one sheet."""

    def __init__(self, gathering: Gathering, strings: list[str]) -> None:
        super().__init__()
        self._gathering = gathering
        self._strings = strings
        self._type = ""
        self._value: list[str] | None = None

    def startElementNS(self, name: tuple[str, str], qname: str, attrs: Mapping) -> None:
        local = name[1]
        if local == "c":
            self._type = attrs.get((None, "t"), "n")
        elif local in ("v", "t"):
            self._value = []

    def characters(self, content: str) -> None:
        if self._value is not None:
            self._value.append(content)

    def endElementNS(self, name: tuple[str, str], qname: str) -> None:
        local = name[1]
        if local in ("v", "t") and self._value is not None:
            self._gathering.add(self._shown("".join(self._value)))
            self._value = None
        elif local == "c":
            self._gathering.add("\t")
        elif local == "row":
            self._gathering.add("\n")
            if self._gathering.is_full:
                raise EnoughError

    def _shown(self, value: str) -> str:
        if self._type == "s":
            place = int(value) if value.isdecimal() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        return "" if self._type in ("b", "e") else value


def sheets_text(path: Path) -> str:
    gathering = Gathering()
    with Archive(path) as archive:
        if WORKBOOK not in archive.names:
            raise UnreadableError(Reason.BROKEN, "There is no workbook in the file.")
        strings = _SharedStrings()
        if "xl/sharedStrings.xml" in archive.names:
            archive.parse("xl/sharedStrings.xml", strings)
        for title, part in _visible_sheets(archive):
            if gathering.is_full:
                break
            gathering.add(f"{title}\n")
            archive.parse(part, _Sheet(gathering, strings.strings))
    return gathering.text()


def _visible_sheets(archive: Archive) -> list[tuple[str, str]]:
    """Title and part of each sheet that is shown, in the order of its tabs."""
    sheets, links = _Rows("sheet"), _Rows("Relationship")
    archive.parse(WORKBOOK, sheets)
    if "xl/_rels/workbook.xml.rels" in archive.names:
        archive.parse("xl/_rels/workbook.xml.rels", links)
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.rows}
    found = []
    for sheet in sheets.rows:
        target = targets.get(sheet.get("r:id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if sheet.get("state", "visible") == "visible" and part in archive.names:
            found.append((sheet.get("name", ""), part))
    return found
