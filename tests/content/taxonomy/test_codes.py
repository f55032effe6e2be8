"""Reading indicator codes, asked without a database."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.taxonomy.codes import STRICT_CODE, IndicatorCodeError, parse_indicator_code, read_parts

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
GAPS = ["", " ", "  ", "\u200b", "\u00a0", "\u200b \ufeff", "\t"]


@pytest.mark.parametrize(
    ("typed", "strict"),
    [
        ("ว 1.1 ป.5/3", "ว 1.1 ป.5/3"),
        ("ท ๒.๑ ป.๕/๓", "ท 2.1 ป.5/3"),
        ("ว1.1ป5/2", "ว 1.1 ป.5/2"),
        ("ศ 3.1 ป. ๒/3", "ศ 3.1 ป.2/3"),
        ("ว 1.1 ป. 5/2", "ว 1.1 ป.5/2"),
        ("ค 1.1 ม.4-6/1", "ค 1.1 ม.4-6/1"),
        ("ค1.1ม๔–๖/๑", "ค 1.1 ม.4-6/1"),
        ("ส 4.3 ม.3/12", "ส 4.3 ม.3/12"),
        ("\u200bว 1.1\u00a0ป.5 / 02 ", "ว 1.1 ป.5/2"),
        ("ว 1.1 (ป.5/2)", "ว 1.1 ป.5/2"),
        ("ว 1.1 ป.5/2.", "ว 1.1 ป.5/2"),
    ],
)
def test_codes_as_people_write_them_become_strict(typed, strict):
    assert parse_indicator_code(typed) == strict


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        (" \u200b ", "empty"),
        ("ว 1.1", "malformed"),
        ("ว 1.1 ป.5", "malformed"),
        ("ไม่ใช่รหัส", "malformed"),
        ("ว 1.1 ป.5/2 และ ป.5/3", "malformed"),
        ("ว 1.1 ป.5/1 1", "malformed"),
        ("ก 1.1 ป.5/2", "unknown_area"),
        ("ว 9.1 ป.5/2", "out_of_range"),
        ("ว 1.9 ป.5/2", "out_of_range"),
        ("ว 1.1 ป.7/2", "out_of_range"),
        ("ว 1.1 ม.4/2", "out_of_range"),
        ("ว 1.1 อ.2/1", "out_of_range"),
        ("ว 1.1 ป.4-6/1", "out_of_range"),
        ("ว 1.1 ป.5/123", "out_of_range"),
        ("ว 1.1 ป.5/0", "malformed"),
        ("ว 1.1 ป.5/2\x00; drop", "malformed"),
    ],
)
def test_what_is_no_code_is_refused_with_its_problem(typed, problem):
    with pytest.raises(IndicatorCodeError) as caught:
        parse_indicator_code(typed)
    assert caught.value.code == problem


def test_a_pasted_page_is_refused_and_not_repeated_in_the_message():
    with pytest.raises(IndicatorCodeError) as caught:
        parse_indicator_code("ว 1.1 ป.5/2 " * 1000)
    assert len(caught.value.messages[0]) < 300


def test_the_beginning_of_a_code_is_read_for_searching():
    assert str(read_parts("ว1.1ป5")) == "ว 1.1 ป.5"
    assert str(read_parts("ท ๒.๑")) == "ท 2.1"
    assert read_parts("บูรณาการ") is None


@st.composite
def strict_codes(draw: st.DrawFn) -> str:
    grade = draw(st.sampled_from(["ป.1", "ป.2", "ป.3", "ป.4", "ป.5", "ป.6", "ม.1", "ม.2", "ม.3", "ม.4-6"]))
    area = draw(st.sampled_from("ทควสพศงต"))
    return f"{area} {draw(st.integers(1, 8))}.{draw(st.integers(1, 4))} {grade}/{draw(st.integers(1, 99))}"


@st.composite
def dirtied(draw: st.DrawFn) -> tuple[str, str]:
    """A strict code, and the same code with gaps, Thai digits, another dash or slash, or without its dot."""
    code = draw(strict_codes())
    area, standard, rest = code.split(" ")
    strand, number = standard.split(".")
    grade, last = rest.split("/")
    stage, year = grade.split(".")
    dot = draw(st.sampled_from([".", ""]))
    dash = draw(st.sampled_from(["-", "–", "‑", "−"]))
    slash = draw(st.sampled_from(["/", "∕", "／"]))
    pieces = [area, strand, ".", number, stage, dot, year.replace("-", dash), slash, last]
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(pieces) + 1, max_size=len(pieces) + 1))
    dirty = gaps[0] + "".join(piece + gap for piece, gap in zip(pieces, gaps[1:], strict=True))
    return code, dirty.translate(THAI_DIGITS) if draw(st.booleans()) else dirty


@given(dirtied())
def test_every_strict_code_dirtied_is_read_as_itself(pair):
    code, dirty = pair
    assert parse_indicator_code(dirty) == code


@given(st.text(max_size=80))
def test_any_text_is_a_strict_code_or_refused(text):
    with contextlib.suppress(IndicatorCodeError):
        assert STRICT_CODE.match(parse_indicator_code(text))
