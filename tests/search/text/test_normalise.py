from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.characters import cut_after, cut_before, may_cut, one_line, torn_places
from search.text.normalise import is_settled, normalise, plain

# Letters, marks and hidden characters in every wrong order a keyboard or a PDF can give.
THAI = "กนรสหอเแโใไะาำๅัิีุู่้๊๋์็ํๆฯ๐๕"
MESSY = st.text(
    st.one_of(st.sampled_from(THAI + " .-/aZé\u200b\u2060\ufeff\u0301①ＡﬁİＡß\uf70a\x00"), st.characters()), max_size=60
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("สํานักงาน", "สำนักงาน"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเลกเปลี่ยน", "แลกเปลี่ยน"),
        ("ก่ี", "กี่"),
        ("กี่่", "กี่"),
        ("มา่", "ม่า"),
        ("ไไป", "ไป"),
        ("ๆๆ", "ๆ"),
        ("ฤๅษี", "ฤๅษี"),
        ("กๅ", "กา"),
        ("๒๕๖๙", "2569"),
        ("O-NET", "o-net"),
        ("กระดาษ\u200bหน้า\u2060เดียว\ufeff", "กระดาษหน้าเดียว"),
        ("ＦＵＬＬ①", "full1"),
        ("น\uf70b", "น้"),
        ("a\x00b\ud800c", "a b c"),
        ("ก\u00a0ข\u3000ค", "ก ข ค"),
    ],
)
def test_one_spelling_for_what_looks_the_same(written, normal):
    assert plain(written) == normal


@pytest.mark.parametrize("text", ["น้ำใจ", "สำคัญ", "กำลัง", "ปี่ที่กู้ป้ำ", "สิทธิ์พันธุ์"])
def test_right_thai_stays_as_it_is(text):
    found = normalise(text)
    assert found.text == text
    assert found.starts is None


def test_span_leads_back_to_the_original():
    text = "กระดาษ\u200bหน้าเดียว นํ้า"
    found = normalise(text)
    at = found.text.index("น้ำ")
    start, end = found.span(at, at + 3)
    assert text[start:end] == "นํ้า"
    first, last = found.span(0, found.text.index(" "))
    assert text[first:last] == "กระดาษ\u200bหน้าเดียว"


@given(MESSY)
def test_normalising_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@given(MESSY)
def test_offsets_stay_in_the_text_and_in_order(text):
    found = normalise(text)
    if found.starts is None:
        assert len(found.text) == len(text)
        return
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)


@given(MESSY)
def test_what_may_be_shown_holds_no_control_characters(text):
    shown = one_line(text)
    shown.encode()
    assert all(character.isprintable() or ord(character) > 0x9F for character in shown)


@given(MESSY, st.integers(-5, 70))
def test_cuts_never_split_a_mark_from_its_letter(text, at):
    for cut in (cut_before(text, at), cut_after(text, at)):
        assert 0 <= cut <= len(text)
        assert may_cut(text, cut)


@given(MESSY)
def test_torn_places_are_those_where_the_text_may_not_be_cut(text):
    assert torn_places(text) == {at for at in range(len(text) + 1) if not may_cut(text, at)}


@given(MESSY)
def test_pieces_of_a_settled_text_are_normalised_as_the_whole_is(text):
    if is_settled(text):
        assert all(plain(text[at:]) == plain(text)[at:] for at in range(len(text)))
