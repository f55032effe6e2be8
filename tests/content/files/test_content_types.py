import io
import zipfile

import pytest

from content.files.content_types import WrongContentError, check_content


def archive(*names: str) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name in names:
            zipped.writestr(name, "x")
    return file


GOOD = {
    "pdf": io.BytesIO(b"%PDF-1.7\n..."),
    "docx": archive("word/document.xml"),
    "xlsx": archive("xl/workbook.xml"),
    "pptx": archive("ppt/presentation.xml"),
    "odt": archive("mimetype", "content.xml"),
    "txt": io.BytesIO("แบบสังเกตนกน้ำ".encode()),
    "csv": io.BytesIO("ชนิด,จำนวน\n".encode("cp874")),
    "TXT": io.BytesIO("นับนก, 12".encode("utf-16")),
    "png": io.BytesIO(b"\x89PNG\r\n\x1a\n...."),
    "jpg": io.BytesIO(b"\xff\xd8\xff\xe0"),
    "zip": archive("any.txt"),
}


@pytest.mark.parametrize("extension", GOOD)
def test_file_that_is_what_it_says_passes(extension: str) -> None:
    check_content(GOOD[extension], extension)
    assert GOOD[extension].tell() == 0


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("pdf", b"MZ\x90\x00 a program"),
        ("docx", archive("xl/workbook.xml").getvalue()),
        ("docx", b"PK\x03\x04 broken"),
        ("odt", archive("word/document.xml").getvalue()),
        ("txt", b"MZ\x90\x00"),
        ("png", b"<svg onload=alert(1)>"),
        ("exe", b"MZ\x90\x00"),
        ("html", b"<script>"),
        ("pdf", b""),
    ],
)
def test_file_that_is_something_else_is_refused(extension: str, content: bytes) -> None:
    with pytest.raises(WrongContentError):
        check_content(io.BytesIO(content), extension)
