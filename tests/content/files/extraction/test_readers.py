"""The text of each kind of file, as its reader gives it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from content.files.extraction import child
from content.files.extraction.pdf import by_pdfium, by_poppler
from content.files.extraction.repair import mended
from tests.support import office_files as files

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "สำนักงานเขตพื้นที่การศึกษา ทำงานเพื่อพัฒนาครู กำหนดการอบรมอยู่หน้าถัดไป ให้นำคำถามมาด้วย"


@pytest.fixture
def read(tmp_path: Path):
    def read_file(content: bytes, ending: str) -> dict[str, object]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return child.read(path, ending)

    return read_file


@pytest.mark.parametrize("reader", [by_poppler, by_pdfium])
def test_pdf_gives_thai_as_it_was_written(tmp_path: Path, reader: object) -> None:
    if reader is by_poppler and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "file.pdf"
    path.write_bytes(files.pdf(SENTENCE))

    assert SENTENCE.replace(" ", "") in mended(reader(path)).replace("\n", "").replace(" ", "")


def test_pdf_gives_the_text_of_every_page(read) -> None:
    assert read(files.pdf("หน้าที่มีข้อความ", pages=3), "pdf")["text"].count("ข้อความ") == 3


def test_pdf_without_poppler_is_read_all_the_same(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert "พัฒนาครู" in read(files.pdf(SENTENCE), "pdf")["text"]


def test_word_gives_paragraphs_headers_and_notes_on_lines_of_their_own(read) -> None:
    header = files.word_part(files.word_paragraph("หัวกระดาษ"), "hdr")
    note = files.word_part(files.word_paragraph("เชิงอรรถ"), "footnotes")
    content = files.docx("ย่อหน้าแรก", "ย่อหน้าที่สอง", header1=header, footnotes=note)

    assert read(content, "docx")["text"].split("\n") == ["ย่อหน้าแรก", "ย่อหน้าที่สอง", "หัวกระดาษ", "เชิงอรรถ"]


def test_word_gives_the_cells_of_tables_apart(read) -> None:
    cell = "<w:tc>{}</w:tc>"
    row = cell.format(files.word_paragraph("ชั้น")) + cell.format(files.word_paragraph("จำนวน"))
    document = files.word_part(f"<w:body><w:tbl><w:tr>{row}</w:tr></w:tbl></w:body>")

    assert read(files.docx(document=document), "docx")["text"].split() == ["ชั้น", "จำนวน"]


def test_word_joins_the_runs_of_a_word(read) -> None:
    runs = "<w:p><w:r><w:t>กระดาษ</w:t></w:r><w:r><w:t>หน้าเดียว</w:t></w:r></w:p>"

    assert read(files.docx(document=files.word_part(runs)), "docx")["text"] == "กระดาษหน้าเดียว"


def test_word_leaves_out_what_was_deleted_and_what_is_written_twice(read) -> None:
    inner = (
        files.word_paragraph("ข้อความจริง")
        + "<w:p><w:del><w:r><w:delText>ความลับ</w:delText><w:t>ความลับ</w:t></w:r></w:del></w:p>"
        + "<w:p><mc:AlternateContent><mc:Choice><w:t>กล่อง</w:t></mc:Choice>"
        + "<mc:Fallback><w:t>กล่อง</w:t></mc:Fallback></mc:AlternateContent></w:p>"
    )

    assert read(files.docx(document=files.word_part(inner)), "docx")["text"].split() == ["ข้อความจริง", "กล่อง"]


def test_comments_in_word_are_not_read(read) -> None:
    comments = files.word_part(files.word_paragraph("หมายเหตุภายใน"), "comments")

    assert "ภายใน" not in read(files.docx("ข้อความ", comments=comments), "docx")["text"]


def test_slides_come_in_their_order_with_their_notes(read) -> None:
    content = files.pptx([f"แผ่นที่ {number}" for number in range(1, 12)], notes=["บันทึกผู้พูด"])
    lines = read(content, "pptx")["text"].split("\n")

    assert lines == [*(f"แผ่นที่ {number}" for number in range(1, 12)), "บันทึกผู้พูด"]


def test_sheets_give_names_texts_and_numbers(read) -> None:
    content = files.xlsx({"นักเรียน": [["โรงเรียน", "จำนวน"], ["บ้านนา", 120]]})

    assert read(content, "xlsx")["text"].split("\n") == ["นักเรียน", "โรงเรียน จำนวน", "บ้านนา 120"]


def test_hidden_sheets_are_not_read(read) -> None:
    content = files.xlsx({"เปิดเผย": [["ข้อมูล"]], "ลับ": [["เงินเดือน"]]}, hidden=["ลับ"])

    assert read(content, "xlsx")["text"].split("\n") == ["เปิดเผย", "ข้อมูล"]


def test_open_document_is_read(read) -> None:
    assert read(files.odt("ย่อหน้าแรก", "ย่อหน้าที่สอง"), "odt")["text"] == "ย่อหน้าแรก\nย่อหน้าที่สอง"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874", "tis-620"])
def test_plain_text_is_read_in_the_encodings_of_thai_offices(read, encoding: str) -> None:
    assert read("แบบสังเกตนกน้ำ,จำนวน 12\n".encode(encoding), "csv")["text"] == "แบบสังเกตนกน้ำ,จำนวน 12"


def test_utf_16_without_its_mark_is_recognised(read) -> None:
    assert read("Bird count 12, นกน้ำ".encode("utf-16-le"), "txt")["text"] == "Bird count 12, นกน้ำ"


def test_text_is_cut_where_nobody_would_find_more(read, monkeypatch: pytest.MonkeyPatch) -> None:
    content = files.docx(*["ข้อความยาวมาก"] * 20_000)

    assert len(read(content, "docx")["text"]) <= 200_000


def test_rubbish_is_no_text_and_its_share_is_told(read) -> None:
    answer = read("ฎซฒฆฺฬฦๆฯฮฌๅฤฏฐฑํฃฅ็ฌฆฎซฒฺฬฦ".encode(), "txt")

    assert answer["reason"] == "rubbish"
    assert answer["share"] < 0.6


def test_a_file_without_text_says_so(read) -> None:
    assert read(files.pdf("<div></div>"), "pdf")["reason"] == "no-text"


def test_numbers_of_citizens_are_taken_out_and_counted(read) -> None:
    answer = read("ครูผู้สอน เลขที่ 1-1017-00203-45-0 โทร 0812345678".encode(), "txt")

    assert answer["citizen_numbers"] == 1
    assert answer["text"] == "ครูผู้สอน เลขที่   โทร 0812345678"
