"""Parts of a zip archive, never more than the limits allow, whatever the archive says of itself."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import InputSource

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from content.files.extraction.limits import LARGEST_ARCHIVE, LARGEST_MEMBER, MOST_MEMBERS, Reason, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import IO


class EnoughError(Exception):
    """A handler has all it wants of a part."""


class _Counted:
    """A member of an archive that may be read until it, or the whole archive, has given too much."""

    def __init__(self, member: IO[bytes], archive: Archive) -> None:
        self._member = member
        self._archive = archive
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        data = self._member.read(min(size, 65_536) if size > 0 else 65_536)
        self._read += len(data)
        self._archive.given += len(data)
        if self._read > LARGEST_MEMBER or self._archive.given > LARGEST_ARCHIVE:
            raise UnreadableError(Reason.TOO_LARGE, "The archive unpacks to more than is read.")
        return data

    def close(self) -> None:
        self._member.close()


class Archive:
    """A zip archive of XML parts."""

    def __init__(self, path: Path) -> None:
        self.given = 0
        try:
            self._zip = zipfile.ZipFile(path)
            self.names = self._zip.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise UnreadableError(Reason.BROKEN, str(error)) from error
        if len(self.names) > MOST_MEMBERS:
            raise UnreadableError(Reason.TOO_LARGE, "The archive has too many parts.")
        if any(member.flag_bits & 0x1 for member in self._zip.infolist()):
            raise UnreadableError(Reason.ENCRYPTED, "The archive is encrypted.")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def parse(self, name: str, handler: ContentHandler) -> None:
        """Let the handler hear the XML part. DTDs, and with them all entities, are refused."""
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setFeature(feature_namespaces, True)
        parser.setContentHandler(handler)
        source = InputSource()
        try:
            with self._zip.open(name) as member:
                source.setByteStream(_Counted(member, self))
                parser.parse(source)
        except EnoughError:
            return
        except (SAXException, DefusedXmlException, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise UnreadableError(Reason.BROKEN, f"{name}: {error}") from error
        except (KeyError, NotImplementedError, RuntimeError, zipfile.zlib.error) as error:
            raise UnreadableError(Reason.BROKEN, f"{name}: {error}") from error
