"""
Text of DOCX, PPTX, ODT, ODS and ODP.

Office Open XML (ECMA-376): text stands in `t` elements, a paragraph is `p`, a table cell `tc`. OpenDocument 1.3: text
stands inside `p` and `h`. What an author has deleted or only remarked (tracked deletions, comments) is not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.handler import ContentHandler

from content.files.extraction.archive import Archive, EnoughError
from content.files.extraction.gathering import Gathering
from content.files.extraction.limits import Reason, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import ClassVar

_WORD_PARTS = ("word/document.xml", r"word/header\d*\.xml", r"word/footer\d*\.xml", r"word/(?:foot|end)notes\.xml")
_SLIDE_PARTS = (r"ppt/slides/slide\d+\.xml", r"ppt/notesSlides/notesSlide\d+\.xml", r"ppt/diagrams/data\d+\.xml")


class OfficeHandler(ContentHandler):
    """Hears a part of a Word or PowerPoint file."""

    texts: ClassVar[set[str]] = {"t"}
    after: ClassVar[dict[str, str]] = {"p": "\n", "tc": "\t", "tr": "\n"}
    inside: ClassVar[dict[str, str]] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    # The same text box is written twice, for new and for old programs.
    ignored: ClassVar[set[str]] = {"Fallback", "del", "moveFrom", "rPh"}

    def __init__(self, gathering: Gathering) -> None:
        super().__init__()
        self._gathering = gathering
        self._ignoring = 0
        self._texts = 0

    def startElementNS(self, name: tuple[str, str], qname: str, attrs: object) -> None:
        local = name[1]
        if local in self.ignored:
            self._ignoring += 1
        if self._ignoring:
            return
        if local in self.texts:
            self._texts += 1
        elif local in self.inside:
            self._gathering.add(self.inside[local])

    def endElementNS(self, name: tuple[str, str], qname: str) -> None:
        local = name[1]
        if local in self.ignored:
            self._ignoring -= 1
            return
        if self._ignoring:
            return
        if local in self.texts:
            self._texts -= 1
        if local in self.after:
            self._gathering.add(self.after[local])
            if self._gathering.is_full:
                raise EnoughError

    def characters(self, content: str) -> None:
        if self._texts and not self._ignoring:
            self._gathering.add(content)


class OpenDocumentHandler(OfficeHandler):
    """Hears `content.xml` of an OpenDocument file."""

    texts: ClassVar[set[str]] = {"p", "h"}
    after: ClassVar[dict[str, str]] = {"p": "\n", "h": "\n", "table-cell": "\t", "table-row": "\n"}
    inside: ClassVar[dict[str, str]] = {"tab": "\t", "line-break": "\n", "s": " "}
    ignored: ClassVar[set[str]] = {"tracked-changes", "annotation", "scripts"}


def word_text(path: Path) -> str:
    return _text_of(path, _WORD_PARTS, OfficeHandler)


def slides_text(path: Path) -> str:
    return _text_of(path, _SLIDE_PARTS, OfficeHandler)


def open_document_text(path: Path) -> str:
    return _text_of(path, (r"content\.xml",), OpenDocumentHandler)


def _text_of(path: Path, patterns: tuple[str, ...], handler: type[OfficeHandler]) -> str:
    gathering = Gathering()
    with Archive(path) as archive:
        parts = [name for pattern in patterns for name in _in_order(archive.names, pattern)]
        if not parts:
            raise UnreadableError(Reason.BROKEN, "None of the parts that hold text is there.")
        for name in parts:
            if gathering.is_full:
                break
            archive.parse(name, handler(gathering))
            gathering.add("\n")
    return gathering.text()


def _in_order(names: list[str], pattern: str) -> list[str]:
    """The parts of this name, slide 2 before slide 10."""
    found = {name for name in names if re.fullmatch(pattern, name)}
    return sorted(found, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
