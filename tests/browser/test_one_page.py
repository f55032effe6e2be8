"""One page written on a phone after a meeting, the line lost in the middle of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

EDITOR = "editor"
MEMBER = "member"


@pytest.fixture
def meeting(sign_in: Callable[..., Page]) -> str:
    """The short address of a meeting that an editor has just opened."""
    page = sign_in(EDITOR)
    page.goto("/one-page/meetings/new/")
    page.fill("input[name=title]", "ประชุมทดลองเขียนหน้าเดียว")
    page.click("main button[type=submit]")
    return page.locator(".meeting-qr__path a").get_attribute("href")


def fill(page: Page) -> None:
    page.fill("[name=title]", "ข้อคิดจากห้องประชุม")
    page.fill("[name=su_points]", "เน็ตในห้องประชุมเร็วขึ้น\nโรงเรียนบนเกาะยังช้า")
    page.fill("[name=pu_questions]", "จะขยายไปโรงเรียนเล็กเมื่อใด")
    page.fill("[name=li_summary]", "สำรวจความเร็วจริงทุกโรงเรียน")
    page.fill("[name=keywords]", "อินเทอร์เน็ต")


def test_page_written_without_a_line_is_sent_once_when_it_is_back(sign_in: Callable[..., Page], meeting: str) -> None:
    page = sign_in(MEMBER, 360)
    context = page.context
    page.goto(meeting)
    context.set_offline(True)
    fill(page)
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.locator("[data-state]", has_text="ไม่มีสัญญาณ").wait_for()
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(meeting)
    page.wait_for_url(re.compile("/knowledge/"))
    expect(page.locator("h1")).to_have_text("ข้อคิดจากห้องประชุม")
    page.goto(meeting)
    assert page.locator("[name=su_points]").input_value().startswith("เน็ตในห้องประชุมเร็วขึ้น")
    expect(page.locator("main")).to_contain_text("ส่งแผ่นนี้แล้ว")


def test_room_shrinks_as_one_writes_and_too_much_is_refused(sign_in: Callable[..., Page], meeting: str) -> None:
    page = sign_in(MEMBER, 360)
    page.goto(meeting)
    fill(page)
    page.locator("[data-room]", has_text="เหลือที่อีกประมาณ").wait_for()
    page.fill("[name=ji_points]", "\n".join(["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน " * 7] * 8))
    page.fill("[name=su_points]", "\n".join(["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน " * 7] * 8))
    page.locator(".one-page-room--over").wait_for()
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.locator(".error-summary, .field__error").first.wait_for()
    expect(page.locator("[name=pu_questions]")).to_have_value("จะขยายไปโรงเรียนเล็กเมื่อใด")


def test_page_is_handed_in_without_scripts(sign_in: Callable[..., Page], meeting: str) -> None:
    page = sign_in(MEMBER, 360, scripts=False)
    page.goto(meeting)
    fill(page)
    page.get_by_role("button", name="ดูหน้ากระดาษ").click()
    expect(page.locator(".one-page-preview img")).to_be_visible()
    page.get_by_role("button", name="ส่ง", exact=True).click()
    expect(page.locator("h1")).to_have_text("ข้อคิดจากห้องประชุม")
