"""Whatever people write: an accepted sheet is exactly one page and its text comes back, a refused one is longer."""

from __future__ import annotations

import datetime as dt
import os
import re

import pytest

from content.reflections.paper.fitting import fit
from content.reflections.paper.layout import PRIMER, SIZES, SMALLEST, lay_out, to_pdf
from content.reflections.paper.sheet import Sheet, make_sheet
from tests.support.papers import letters, poppler, text_of
from tests.support.random_sheets import report, tried

MANY = 1_000 if os.environ.get("KM_SOAK") else 12


@pytest.mark.parametrize("seed", range(MANY))
def test_accepted_sheet_is_one_page_and_refused_one_is_longer(seed):
    assert tried(seed).size in (*SIZES, None)


@pytest.mark.soak
def test_thousand_sheets_are_tried_under_soak(capsys):
    """The test above takes its thousand seeds when KM_SOAK is set; this one says how many of which kind they are."""
    lines = report(MANY)
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert len(lines) > 3


def plain_sheet(**parts: object) -> Sheet:
    return make_sheet(
        **{
            "title": "เริ่มวางระบบ",
            "event": "ประชุมบอร์ดบริหาร",
            "date": dt.date(2026, 5, 8),
            "writer": "ครู",
            "group": "",
            "keywords": ["บูรณาการ"],
            "su_points": ["งานวิชาการคืองานหลัก"],
            "ji_points": [],
            "pu_questions": [],
            "li_summary": "สรุป",
            "commitments": [],
            **parts,
        }
    )


def test_short_sheet_takes_the_largest_type_and_tells_the_room():
    found = fit(plain_sheet())
    assert found.size == SIZES[0]
    assert found.lines_left > 15


def test_type_shrinks_before_a_sheet_is_refused():
    sizes = [fit(plain_sheet(su_points=["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน"] * count)).size for count in (1, 22, 60)]
    assert sizes[0] == SIZES[0]
    assert sizes[1] in SIZES[1:]
    assert sizes[2] is None


def test_room_shrinks_as_one_writes():
    room = [fit(plain_sheet(su_points=["ข้อความหนึ่งบรรทัด"] * count)).lines_left for count in (1, 5, 9)]
    assert room == sorted(room, reverse=True)
    assert room[0] - room[2] in (7, 8, 9)


def test_overflow_names_the_part_and_where_to_cut():
    long = "".join(f"ข้อความส่วนที่ {number} ซึ่งยาวพอสมควร " for number in range(200))
    overflow = fit(plain_sheet(ji_points=["สั้น", long])).overflow
    assert overflow.field == "ji_points"
    assert overflow.cut
    assert overflow.cut in long
    kept = long[: long.index(overflow.cut)]
    assert "ji-2" in lay_out(plain_sheet(ji_points=["สั้น", kept]), SMALLEST).pages[0].anchors


def test_longest_word_breaks_instead_of_leaving_the_page():
    sheet = plain_sheet(su_points=["a" * 390], title="ก" * 200)
    found = fit(sheet)
    assert found.fits
    assert letters("a" * 390) in letters(text_of(to_pdf(lay_out(sheet, found.size))))


def test_hostile_text_is_text():
    sheet = plain_sheet(su_points=['<img src="http://evil.invalid/x.png"><style>*{display:none}</style>', "{% now %}"])
    pdf = to_pdf(lay_out(sheet, fit(sheet).size))
    assert letters("<style>*{display:none}</style>") in letters(text_of(pdf))


def test_fonts_are_embedded_and_sara_aa_is_not_read_as_sara_am():
    sheet = plain_sheet(su_points=["ตา ยาย มา นา ลำน้ำ กำ"])
    pdf = to_pdf(lay_out(sheet, SMALLEST))
    fonts = poppler("pdffonts", "-", pdf=pdf).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes +yes +yes +\d+", line) for line in fonts)
    assert letters("ตา ยาย มา นา ลำน้ำ กำ") in letters(text_of(pdf).replace(PRIMER, ""))
