"""What a browser prints of a reflection is the page that was measured: the lines of its PDF, in their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.papers import letters, lines_of, seen_letters, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

# A browser moves the foot of each line to a whole pixel, and rounds the height of letters: a point and a half at 12 pt.
TOLERANCE = 2.0
# Drawn by the letters of the reader's own machine, where it has some.
EMOJI = "👍"
SUMMARY = "สำรวจความเร็วจริงทุกโรงเรียน แล้วทำแผนน้ำมันเชื้อเพลิงของโรงเรียนบนเกาะ"
POINT = "งานวิชาการคืองานหลักของสำนักงานเขตพื้นที่การศึกษา ทุกกลุ่มต้องตอบให้ได้ว่างานของตนช่วยผู้เรียนอย่างไร"
SHEETS = {
    "short": ["เน็ตในห้องประชุมเร็วขึ้น"],
    "emoji and Latin": [
        f"PDCA กับ Focus Group ช่วยกันได้ {EMOJI} ดู https://example.go.th/a/b แล้วถามที่ km@example.invalid ก่อนวันที่ ๑๕ ✓",
        "อุณหภูมิ 38.5 °C → โทร. 1669 “ทันที” & <b>ไม่รอ</b> co-op 50% ½",
    ],
    "long words": ["ก" * 200, "a" * 390, POINT],
    "long": [POINT] * 8,
}


def fill(page: Page, title: str, points: list[str]) -> None:
    page.fill("[name=title]", f"ข้อคิดจากห้องประชุม {title}")
    page.fill("[name=su_points]", "\n".join(points))
    page.fill("[name=li_summary]", SUMMARY)
    page.fill("[name=keywords]", "อินเทอร์เน็ต")


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.wait_for_url(re.compile("/knowledge/"))


def compare(page: Page) -> None:
    """The page as printed by the browser against its PDF."""
    answer = page.request.get(page.locator("a[href$='.pdf']").first.get_attribute("href"))
    pdf = page.pdf(prefer_css_page_size=True)
    assert letters(text_of(pdf)).replace(EMOJI, "") == seen_letters(answer.body()).replace(EMOJI, "")
    measured, printed = lines_of(answer.body()), lines_of(pdf)
    assert [line.letters - {EMOJI} for line in printed] == [line.letters - {EMOJI} for line in measured]
    assert [line.foot for line in printed] == pytest.approx([line.foot for line in measured], abs=TOLERANCE)
    assert [line.left for line in printed] == pytest.approx([line.left for line in measured], abs=TOLERANCE)


@pytest.fixture
def meeting(sign_in: Callable[..., Page]) -> str:
    page = sign_in("editor")
    page.goto("/one-page/meetings/new/")
    page.fill("input[name=title]", "ประชุมทดลองพิมพ์หน้าเดียว")
    page.click("main button[type=submit]")
    return page.locator(".meeting-qr__path a").get_attribute("href")


@pytest.mark.parametrize("name", SHEETS)
def test_browser_prints_the_lines_of_the_paper(sign_in: Callable[..., Page], meeting: str, name: str) -> None:
    page = sign_in("member")
    page.goto(meeting)
    fill(page, name, SHEETS[name])
    hand_in(page)
    compare(page)


def test_sheet_without_room_for_another_line_is_printed_on_one_page(sign_in: Callable[..., Page], meeting: str) -> None:
    page = sign_in("member")
    page.goto(meeting)
    fill(page, "full", [POINT] * 8)
    page.fill("[name=pu_questions]", "\n".join(["ถาม"] * 4))
    page.fill("[name=ji_points]", "\n".join(["หนึ่งบรรทัด"] * 6))
    page.locator("[data-room]", has_text="เต็มหน้าพอดี").wait_for()
    hand_in(page)
    assert page.locator(".paper--12").count() == 1
    compare(page)


def test_browser_prints_every_sheet_of_the_sample_as_its_paper(sign_in: Callable[..., Page]) -> None:
    page = sign_in("editor")
    page.goto("/knowledge/?kind=reflection")
    links = page.locator("main a[href*='/reflections/']").evaluate_all("all => [...new Set(all.map(a => a.href))]")
    assert len(links) > 3
    for link in links:
        page.goto(link)
        compare(page)
