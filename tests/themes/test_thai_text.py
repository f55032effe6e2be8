from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.thai_text import ELLIPSIS, FOLLOWING, LEADING_VOWELS, NBSP, cut, keep_together

THAI = st.text(alphabet=[chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F), 0x20)], max_size=80)


@pytest.mark.parametrize("text", ["ทำซ้ำ ๆ", "เด็ก  ๆ", "ต่าง \tๆ"])
def test_the_repetition_sign_never_starts_a_line(text):
    assert NBSP + "ๆ" in keep_together(text)
    assert " ๆ" not in keep_together(text)


def test_a_number_keeps_its_unit():
    assert keep_together("ใช้ 20 ชั่วโมง") == f"ใช้ 20{NBSP}ชั่วโมง"


def test_a_short_text_is_left_alone():
    assert cut("ทะเลน้อย", 20) == "ทะเลน้อย"


def test_a_long_text_is_cut_at_a_phrase_when_one_is_near():
    assert cut("ทะเลน้อย บ้านของนกน้ำและบัวแดง", 10) == "ทะเลน้อย…"


@pytest.mark.parametrize("length", range(1, 12))
def test_a_mark_is_never_torn_from_its_letter(length):
    shortened = cut("กี่ที่น้ำเปี่ยมใจเด็กๆ", length).removesuffix(ELLIPSIS)
    rest = "กี่ที่น้ำเปี่ยมใจเด็กๆ"[len(shortened) :]

    assert not shortened or shortened[-1] not in LEADING_VOWELS
    assert not rest or (rest[0] not in FOLLOWING and unicodedata.category(rest[0]) != "Mn")


@given(text=THAI, length=st.integers(min_value=1, max_value=40))
def test_a_cut_is_never_longer_than_asked(text, length):
    assert len(cut(text, length)) <= length


def test_no_room_leaves_nothing():
    assert cut("ทะเลน้อย", 0) == ""
