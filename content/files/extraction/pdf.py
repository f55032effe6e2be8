"""Text of PDF, by Poppler's pdftotext where it is installed, else by PDFium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

from content.files.extraction.gathering import Gathering
from content.files.extraction.limits import LONGEST_TEXT, MOST_PAGES, Reason, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

_PASSWORD_SIGNS = ("password", "Encrypt")


def pdf_text(path: Path) -> str:
    program = shutil.which("pdftotext")
    return by_poppler(path, program) if program else by_pdfium(path)


def by_poppler(path: Path, program: str = "pdftotext") -> str:
    """pdftotext's answer. It writes into files, whose size the limits of this process bound."""
    command = [program, "-enc", "UTF-8", "-eol", "unix", "-l", str(MOST_PAGES), str(path), "-"]
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        done = subprocess.run(  # noqa: S603 - the program and its options are ours, the file is named by us
            command, stdin=subprocess.DEVNULL, stdout=answer, stderr=complaints, check=False
        )
        answer.seek(0)
        complaints.seek(0)
        text = answer.read(LONGEST_TEXT * 4).decode("utf-8", errors="replace")
        complaint = complaints.read(2_000).decode("utf-8", errors="replace")
    if done.returncode and not text.strip():
        is_locked = any(sign in complaint for sign in _PASSWORD_SIGNS)
        raise UnreadableError(Reason.ENCRYPTED if is_locked else Reason.BROKEN, complaint.strip())
    return text[:LONGEST_TEXT]


def by_pdfium(path: Path) -> str:
    import pypdfium2  # Loads a library of 10 MB: only where it is needed.
    import pypdfium2.raw as raw

    gathering = Gathering()
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise UnreadableError(Reason.ENCRYPTED if is_locked else Reason.BROKEN, str(error)) from error
    try:
        for number in range(min(len(document), MOST_PAGES)):
            if gathering.is_full:
                break
            page = document[number]
            gathering.add(page.get_textpage().get_text_bounded() + "\n")
            page.close()
    except pypdfium2.PdfiumError as error:
        if not gathering.text().strip():
            raise UnreadableError(Reason.BROKEN, str(error)) from error
    finally:
        document.close()
    return gathering.text()
