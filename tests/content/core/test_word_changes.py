"""How two Thai texts differ, by words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.core.word_changes import MOST_WORDS, Change, changes_between
from search.text.words import split_words

THAI = st.text(alphabet="กขคงนมาิีุ่้ำเแไ ๆ\nabc1.- \u200b", max_size=200)


def test_only_the_changed_word_is_marked() -> None:
    changes = changes_between("นักเรียนอ่านหนังสือไม่คล่อง", "นักเรียนเขียนหนังสือไม่คล่อง")

    assert Change("gone", "อ่านหนังสือ") in changes
    assert Change("new", "เขียนหนังสือ") in changes
    assert changes[0] == Change("same", "นักเรียน")


def test_same_text_has_no_changes() -> None:
    assert changes_between("เหมือนกัน\nทุกบรรทัด", "เหมือนกัน\nทุกบรรทัด") == [Change("same", "เหมือนกัน\nทุกบรรทัด")]


@pytest.mark.parametrize(("older", "newer"), [("", ""), ("", "ใหม่"), ("เก่า", "")])
def test_empty_texts_are_compared_too(older: str, newer: str) -> None:
    assert "".join(change.text for change in changes_between(older, newer)) == older + newer


@given(older=THAI, newer=THAI)
def test_pieces_joined_are_both_texts(older: str, newer: str) -> None:
    changes = changes_between(older, newer)

    assert "".join(change.text for change in changes if change.kind != "new") == older
    assert "".join(change.text for change in changes if change.kind != "gone") == newer


@given(text=THAI)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text


def test_very_long_lines_are_shown_as_replaced() -> None:
    older, newer = "คำ " * MOST_WORDS, "ความ " * MOST_WORDS

    assert changes_between(older, newer) == [Change("gone", older), Change("new", newer)]
