"""A one-page reflection of no meeting, in the writing frame on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_writing import WCAG
from tests.browser.visit import overflow
from tests.browser.writing import SAVED, new_title, reopened, save, state, submit
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

NEW = "/write/reflections/new/"
PICTURE = ".one-page-preview img"


def fill(page: Page, title: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=event]").fill("อบรมการเขียนหน่วยการเรียนรู้บูรณาการ")
    page.locator("[name=dated]").fill("12/05/2569")
    page.locator("[name=su_points]").fill("เริ่มจากเรื่องใกล้ตัวผู้เรียน\nหนึ่งหน่วยตอบได้หลายตัวชี้วัด")
    page.locator("[name=pu_questions]").fill("โรงเรียนขนาดเล็กจะเริ่มจากวิชาใด")
    page.locator("[name=li_summary]").fill("ลองหนึ่งหน่วยในภาคเรียนนี้")
    page.locator("[name=promise-0-text]").fill("ยกร่างหน่วยเรื่องน้ำ")
    page.locator("[name=promise-0-due_date]").fill("30/06/2599")
    page.locator("[name=keywords]").fill("บูรณาการ")


def test_sheet_survives_a_cut_line_and_a_closed_tab(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    title = new_title()
    page.goto(NEW)
    page.locator("[name=title]").fill(title)
    expect(state(page)).to_have_text(SAVED)
    address = page.url
    page.context.set_offline(True)
    fill(page, title)

    again = reopened(page, address)
    again.locator("[data-kept] button").first.click()
    expect(again.locator("[name=promise-0-text]")).to_have_value("ยกร่างหน่วยเรื่องน้ำ")
    expect(state(again)).to_have_text(SAVED)
    again.reload()
    expect(again.locator("[name=pu_questions]")).to_have_value("โรงเรียนขนาดเล็กจะเริ่มจากวิชาใด")


def test_room_and_page_follow_what_is_written(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    page.goto(NEW)
    fill(page, new_title())
    expect(page.locator("[data-room]")).to_contain_text("เหลือที่อีกประมาณ")
    page.locator(".writing__bar [value=preview]").click()
    expect(page.locator(PICTURE)).to_be_visible()
    before = page.locator(PICTURE).get_attribute("src")
    page.locator("[name=ji_points]").fill("\n".join(["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน " * 7] * 8))
    expect(page.locator("[data-room]")).to_contain_text("ยาวเกินกระดาษ A4 หนึ่งหน้า")
    expect(page.locator(PICTURE)).not_to_have_attribute("src", before)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_sheet_is_submitted_and_approved(sign_in: Callable[..., Page], scripts: bool) -> None:
    page = sign_in("contributor", 360, scripts=scripts)
    title = new_title()
    page.goto(NEW)
    fill(page, title)
    save(page)
    expect(page.locator("[name=promise-0-due_date]")).to_have_value("30/06/2599")
    address = submit(page)

    editor = sign_in("editor", scripts=scripts)
    editor.goto(f"{address}review/")
    expect(editor.locator("main")).to_contain_text("ยกร่างหน่วยเรื่องน้ำ")
    editor.locator("[value=approve]").click()
    editor.wait_for_url(re.compile("/write/reviews/"))
    page.goto(address)
    page.locator(".writing__links a", has_text="เผยแพร่").click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_of_a_sheet_are_accessible(sign_in: Callable[..., Page], width: int, scheme: str) -> None:
    page = sign_in("editor", width, scheme=scheme)
    page.goto(NEW)
    fill(page, new_title())
    page.locator(".writing__bar [value=preview]").click()
    expect(page.locator(PICTURE)).to_be_visible()
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert overflow(page) == ""
    save(page)
    address = submit(page)
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    places = (f"{address}review/", f"{address}versions/")
    assert html_errors({place: page.request.get(place).text() for place in places}) == []
