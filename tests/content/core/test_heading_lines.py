"""Finding the headings of a Markdown text."""

from __future__ import annotations

import time

import pytest

from content.core.heading_lines import ANY_LEVEL, SECOND_LEVEL, heading_text
from content.forums.knowledge.composing import plain_markdown
from content.notes.prompts import split_parts


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# หนึ่ง", "หนึ่ง"),
        ("###### หก ######", "หก"),
        ("##   ห่าง   #", "ห่าง"),
        ("## C#", "C"),
        ("## ###", ""),
    ],
)
def test_heading_is_found_without_its_signs(line: str, words: str) -> None:
    assert [heading_text(found[1]) for found in ANY_LEVEL.finditer(f"ก่อน\n{line}\nหลัง")] == [words]


@pytest.mark.parametrize("line", ["#แท็ก", "####### เจ็ด", "##", "##   ", " # ย่อหน้า"])
def test_other_lines_are_no_headings(line: str) -> None:
    assert not ANY_LEVEL.search(line)


def test_second_level_is_no_other() -> None:
    assert [found[1] for found in SECOND_LEVEL.finditer("# ก\n## ข\n### ค")] == ["ข"]


@pytest.mark.parametrize("fill", ["# ", " ", "#", " #", "## a "])
def test_long_line_takes_no_longer_than_its_length(fill: str) -> None:
    text = f"## {fill * 20_000}x{fill * 20_000}\n" * 2
    start = time.process_time()
    plain_markdown(text)
    split_parts("tip", text)
    # Tried in every way of dividing it, one such line took minutes.
    assert time.process_time() - start < 2


def test_heading_of_signs_alone_becomes_no_rule_between_paragraphs() -> None:
    assert plain_markdown("ก่อน\n\n## ###\n\nหลัง") == "ก่อน\n\n\n\nหลัง"
