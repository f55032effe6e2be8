"""Files made to harm, and files that are broken: an answer in time, in bounded memory, never an exception."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.files.extraction import child, limits
from content.files.extraction.runner import extract
from tests.support import office_files as files

ENTITY_BOMB = (
    """<!DOCTYPE w [<!ENTITY a "ฮาฮาฮาฮาฮา"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>"""
)
OUTSIDE_ENTITY = """<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""
# A PDF that asks for a password: its key (ISO 32000-1, 7.6) fits no empty one.
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4/Length 40"
    b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF\n"
)


@pytest.fixture
def read(tmp_path: Path):
    def read_file(content: bytes, ending: str) -> dict[str, object]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return child.read(path, ending)

    return read_file


@pytest.mark.parametrize("declaration", [ENTITY_BOMB, OUTSIDE_ENTITY])
def test_entities_are_refused(read, declaration: str) -> None:
    document = declaration + files.word_part("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")

    assert read(files.docx(document=document), "docx")["reason"] == "broken"


def test_an_archive_that_unpacks_to_too_much_is_refused(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.files.extraction.archive.LARGEST_MEMBER", 1_000_000)
    bomb = files.word_part("<w:p/>" * 400_000)

    assert read(files.docx(document=bomb), "docx")["reason"] == "too-large"


def test_many_parts_together_may_not_unpack_to_too_much(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.files.extraction.archive.LARGEST_ARCHIVE", 1_000_000)
    part = files.word_part("<w:x/>" * 50_000)

    assert read(files.docx(**{f"header{number}": part for number in range(6)}), "docx")["reason"] == "too-large"


def test_an_archive_of_too_many_parts_is_refused(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.files.extraction.archive.MOST_MEMBERS", 10)

    assert read(files.pptx(["ก"] * 11), "pptx")["reason"] == "too-large"


def test_deep_nesting_is_survived(read) -> None:
    document = files.word_part("<w:p>" * 100_000 + "</w:p>" * 100_000)

    assert "reason" in read(files.docx(document=document), "docx")


def test_a_huge_sheet_is_read_to_its_bound_only(read) -> None:
    rows = "<row>" + "<c><v>1234567</v></c>" * 50 + "</row>"
    sheet = f"<worksheet><sheetData>{rows * 20_000}</sheetData></worksheet>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = files.zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{relation}"><sheets><sheet name="ก" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="a" Target="worksheets/s.xml"/></R>',
            "xl/worksheets/s.xml": sheet,
        }
    )
    begun = time.monotonic()

    assert len(read(book, "xlsx")["text"]) <= limits.LONGEST_TEXT
    assert time.monotonic() - begun < 20


def test_a_pdf_with_a_password_says_so(read) -> None:
    assert read(LOCKED, "pdf")["reason"] == "encrypted"


def test_an_archive_with_a_password_says_so(read) -> None:
    content = bytearray(files.docx("ลับ"))
    # The flag of encryption, in the local and in the central header.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert read(bytes(content), "docx")["reason"] == "encrypted"


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx", "xlsx", "odt"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7\nbroken", files.zipped({"a": "b"})])
def test_broken_files_give_a_reason(read, ending: str, content: bytes) -> None:
    assert read(content, ending)["reason"] in ("broken", "no-text")


@given(place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=40))
def test_damage_anywhere_gives_an_answer(tmp_path_factory: pytest.TempPathFactory, place: float, junk: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged"
    for ending, whole in (("docx", WHOLE_WORD), ("xlsx", WHOLE_SHEETS)):
        at = int(place * len(whole))
        path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])

        assert {"text", "reason"} & set(child.read(path, ending))


WHOLE_WORD = files.docx("ย่อหน้าแรก", "ย่อหน้าที่สอง")
WHOLE_SHEETS = files.xlsx({"แผ่น": [["ข้อมูล", 12]]})


def test_the_child_answers_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(files.docx("บันทึกการประชุม"))

    found = extract(path, "docx")

    assert (found.text, found.reason) == ("บันทึกการประชุม", None)
    assert found.share == 1.0


def test_a_child_that_takes_too_long_is_killed_with_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pdftotext"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "file").write_bytes(b"%PDF-1.7")

    found = extract(tmp_path / "file", "pdf", seconds=4)

    assert found.reason == limits.Reason.TIMEOUT
    pid = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_a_child_that_takes_too_much_memory_ends_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pdftotext"
    program.write_text("#!/usr/bin/env python3\nx = bytearray(3_000_000_000)\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "file").write_bytes(b"%PDF-1.7")

    assert extract(tmp_path / "file", "pdf").reason == limits.Reason.BROKEN


def test_an_answer_without_end_is_cut_by_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\nexec yes ข้อความ\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "file").write_bytes(b"%PDF-1.7")

    assert 0 < len(extract(tmp_path / "file", "pdf").text) <= limits.LONGEST_TEXT


def test_the_environment_of_the_site_does_not_reach_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\necho key ${KM_SECRET_KEY:-absent}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("KM_SECRET_KEY", "secret")
    (tmp_path / "file").write_bytes(b"%PDF-1.7")

    assert extract(tmp_path / "file", "pdf").text == "key absent"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
