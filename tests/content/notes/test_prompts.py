"""Answers to questions become one text, which is read back into the answers or left alone."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from content.notes.models import NotePage
from content.notes.prompts import PROMPTS, PURPOSES, join_parts, prompts_of, split_parts

TYPES = NotePage.NoteType.values
ANSWERS = st.lists(st.text(alphabet="กขา่้ #-\n*ab|", max_size=60), min_size=5, max_size=5)


@pytest.mark.parametrize("note_type", TYPES)
def test_every_type_has_questions_and_a_purpose(note_type: str) -> None:
    headings = [str(prompt.heading) for prompt in PROMPTS[note_type]]

    assert len(set(headings)) == len(headings) >= 2
    assert PURPOSES[note_type]


def test_story_asks_what_the_office_asks() -> None:
    with translation.override("th"):
        assert [str(prompt.heading) for prompt in prompts_of("story")] == ["บริบท", "สิ่งที่ทำ", "ผล", "ความรู้สึก"]


def test_parts_without_an_answer_are_left_out() -> None:
    body = join_parts("tip", ["ลอง", " "])

    assert body.count("## ") == 1
    assert split_parts("tip", body) == ["ลอง", ""]


@given(note_type=st.sampled_from(TYPES), answers=ANSWERS)
def test_what_is_read_back_gives_the_same_text(note_type: str, answers: list[str]) -> None:
    body = join_parts(note_type, answers)
    parts = split_parts(note_type, body)

    assert parts is None or join_parts(note_type, parts) == body


@pytest.mark.parametrize("body", ["ไม่มีหัวข้อ", "## หัวข้ออื่น\n\nก", "นำ\n\n## x"])
def test_other_text_is_left_as_a_whole(body: str) -> None:
    assert split_parts("story", body) is None


def test_parts_in_another_order_are_left_as_a_whole() -> None:
    headings = [str(prompt.heading) for prompt in prompts_of("story")]

    assert split_parts("story", f"## {headings[1]}\n\nก\n\n## {headings[0]}\n\nข") is None


def test_empty_text_gives_empty_parts() -> None:
    assert split_parts("lesson", "") == ["", "", "", ""]
