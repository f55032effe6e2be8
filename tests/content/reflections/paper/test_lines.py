"""Browsers are given the lines that the layout engine measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from content.reflections.paper import lines
from content.reflections.paper.fitting import fit
from content.reflections.paper.layout import SMALLEST, lay_out
from content.reflections.paper.lines import broken, line_lengths, with_lines
from tests.content.reflections.paper.test_fitting import plain_sheet
from tests.factories.reflections import ReflectionPageFactory, commitment
from tests.support.random_sheets import random_sheet

if TYPE_CHECKING:
    from django.test import Client

    from content.reflections.paper.sheet import Sheet

LONG = "งานวิชาการคืองานหลักของสำนักงานเขตพื้นที่การศึกษา ทุกกลุ่มต้องตอบให้ได้ว่างานของตนช่วยผู้เรียนอย่างไร"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def texts_of(sheet: Sheet) -> list[str]:
    """The texts of each paragraph joined as the template joins them."""
    joined: list[str] = []
    sheet.rewritten(lambda *texts: joined.append(" ".join(texts)) or texts)
    return joined


@pytest.mark.parametrize("seed", range(12))
def test_lines_of_any_sheet_are_found_and_change_no_letter(seed: int) -> None:
    sheet = random_sheet(seed)
    size = fit(sheet).size or SMALLEST

    measured = with_lines(sheet, size)

    assert measured is not None
    assert [re.sub(r"\s+", "", text) for text in texts_of(measured)] == [
        re.sub(r"\s+", "", text) for text in texts_of(sheet)
    ]
    count = sum(text.count("\n") + 1 for text in texts_of(measured) if text.strip())
    assert count == len(line_lengths(lay_out(sheet, size, primer="")))


def test_a_line_breaks_where_the_paper_breaks_it() -> None:
    measured = with_lines(plain_sheet(su_points=[LONG, "สั้น"]), SMALLEST)

    first, second = (line.text for line in measured.parts[0].lines)
    assert first.count("\n") == 1
    assert second == "สั้น"
    # A line is as long as the paper is wide, not one letter or word.
    assert all(len(line) > 30 for line in first.split("\n")[:1])


def test_soft_hyphens_and_letters_without_width_are_no_matter() -> None:
    text = ("งาน\u00adวิชา\u200bการ" * 30) + " กำ\u2060ลัง"

    assert with_lines(plain_sheet(su_points=[text]), SMALLEST) is not None


def test_a_promise_may_break_within_its_note() -> None:
    sheet = plain_sheet(commitments=[("ก" * count, None, "A") for count in range(60, 75)])

    measured = with_lines(sheet, SMALLEST)

    assert any("\n" in promise.note for promise in measured.promises)


def test_lines_of_another_text_are_refused() -> None:
    sheet = plain_sheet()
    lengths = line_lengths(lay_out(sheet, SMALLEST, primer=""))

    assert broken(sheet, lengths) is not None
    assert broken(sheet, lengths[:-1]) is None
    assert broken(sheet, [*lengths, 3]) is None
    assert broken(plain_sheet(title="อีกเรื่องหนึ่ง"), lengths) is None


def test_a_sheet_is_laid_out_once_for_all_its_viewers(monkeypatch: pytest.MonkeyPatch) -> None:
    with_lines(plain_sheet(), SMALLEST)
    monkeypatch.setattr(lines, "lay_out", None)

    assert with_lines(plain_sheet(), SMALLEST) is not None


def sheets_in(html: str) -> str:
    return re.search(r'<div class="(paper paper--[^"]*)" hidden>', html)[1]


@pytest.mark.usefixtures("site_tree")
def test_page_holds_its_paper_for_printing(client: Client) -> None:
    page = ReflectionPageFactory(su_points=[LONG], commitments=[commitment()])

    html = client.get(page.url).content.decode()

    assert sheets_in(html) == "paper paper--15 paper--measured"
    assert html.count("<h1") == 1
    assert re.search(r'<p class="paper__line">งานวิชาการ[^<]*\n', html)


@pytest.mark.usefixtures("site_tree")
def test_page_whose_lines_are_not_known_lets_the_browser_break_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ReflectionPageFactory()
    monkeypatch.setattr(lines, "line_lengths", lambda document: [1, 2])

    assert sheets_in(client.get(page.url).content.decode()) == "paper paper--15"
