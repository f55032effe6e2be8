"""People write on the site: with a bad line, together, without scripts, with the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import overflow
from tests.browser.writing import KEPT, SAVED, begin, new_title, reopened, save, state, submit
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.support.live_site import LiveSite

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_line_that_is_cut_and_a_closed_tab_lose_nothing(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    expect(state(page)).to_have_text(SAVED)
    address = page.url
    page.context.set_offline(True)
    page.locator("[name=part_1]").fill("ใช้ตอนเช้าก่อนเข้าแถว")

    again = reopened(page, address)
    expect(again.locator("[name=part_1]")).to_have_value("")
    again.locator("[data-kept] button").first.click()
    expect(again.locator("[name=part_1]")).to_have_value("ใช้ตอนเช้าก่อนเข้าแถว")
    expect(state(again)).to_have_text(SAVED)
    again.reload()
    expect(again.locator("[name=part_1]")).to_have_value("ใช้ตอนเช้าก่อนเข้าแถว")


def test_what_was_typed_offline_goes_up_when_the_line_is_back(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    page.goto("/write/notes/new/?type=tip")
    page.context.set_offline(True)
    page.locator("[name=title]").fill(new_title())
    expect(state(page)).to_have_text(KEPT)
    page.context.set_offline(False)

    expect(state(page)).to_have_text(SAVED)
    assert re.search(r"/write/\d+/$", page.url)


def test_blank_to_submitted_on_a_phone(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    title = new_title()
    begin(page, title)
    address = submit(page)

    expect(page.locator("main")).to_contain_text(title)
    page.goto(address)
    assert page.url.endswith("/review/")


def test_two_people_see_both_versions(sign_in: Callable[..., Page]) -> None:
    first = sign_in("contributor")
    begin(first, new_title())
    save(first)
    second = sign_in("editor")
    second.goto(first.url)
    expect(second.locator("[data-taken]")).to_be_visible()
    first.locator("[name=part_0]").fill("ให้นักเรียนร้องเพลงก่อนอ่าน")
    save(first)
    second.locator("[name=part_0]").fill("ให้นักเรียนวิ่งก่อนอ่าน")
    second.locator(".writing__bar [value=save]").click()

    conflict = second.locator(".conflict")
    expect(conflict).to_be_visible()
    expect(conflict.locator(".changes del").first).to_contain_text("ร้องเพลง")
    expect(second.locator("[name=part_0]")).to_have_value("ให้นักเรียนวิ่งก่อนอ่าน")
    first.reload()
    expect(first.locator("[name=part_0]")).to_have_value("ให้นักเรียนร้องเพลงก่อนอ่าน")


def test_author_cannot_approve_their_own(sign_in: Callable[..., Page]) -> None:
    page = sign_in("editor")
    title = new_title()
    begin(page, title)
    submit(page)

    expect(page.locator("[value=approve]")).to_have_count(0)
    page.goto("/write/reviews/")
    expect(page.locator("main")).not_to_contain_text(title)


def test_without_scripts_a_note_is_written_submitted_and_approved(sign_in: Callable[..., Page]) -> None:
    writer = sign_in("contributor", 360, scripts=False)
    title = new_title()
    begin(writer, title)
    address = submit(writer)
    reviewer = sign_in("reviewer", 360, scripts=False)
    reviewer.goto("/write/reviews/")
    reviewer.get_by_role("link", name=title).click()
    reviewer.locator("[value=approve]").click()
    reviewer.wait_for_url(re.compile("/write/reviews/$"))

    writer.goto(address)
    writer.locator(".writing__links a", has_text="เผยแพร่").click()
    expect(writer.locator("h1")).to_have_text(title)


def test_with_the_keyboard_alone_a_note_is_written_and_submitted(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor")
    page.goto("/write/notes/new/?type=tip")

    def go_to(selector: str) -> None:
        for _ in range(80):
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached with Tab")

    go_to("[name=title]")
    page.keyboard.type("Keyboard only")
    go_to("[name=part_0]")
    page.keyboard.type("one tip")
    go_to(".writing__bar [value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/write/\d+/review/$"))


def test_toolbar_and_preview_work_together(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    page.locator("[name=part_0]").select_text()
    page.locator(".tools__button", has_text="ตัวหนา").first.click()
    expect(page.locator("[name=part_0]")).to_have_value("**ให้นักเรียนวาดภาพก่อนอ่าน**")
    page.locator("[data-preview]").click()

    expect(page.locator(".writing__preview strong")).to_have_text("ให้นักเรียนวาดภาพก่อนอ่าน")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_writing_pages_are_accessible(
    sign_in: Callable[..., Page], live_site: LiveSite, width: int, scheme: str
) -> None:
    page = sign_in("editor", width, scheme=scheme)
    begin(page, new_title())
    save(page)
    address = page.url.removeprefix(live_site.url)
    open_all = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
    sources = {}
    places = ("", "mine/", "reviews/", "overdue/", "notes/new/?type=story", "reflections/new/")
    for place in (address, f"{address}review/", f"{address}versions/", *(f"/write/{name}" for name in places)):
        page.goto(place)
        sources[place] = page.request.get(place).text()
        page.evaluate(open_all)
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})

        assert found.violations_count == 0, f"{place}: {found.generate_report()}"
        assert overflow(page) == "", place
        expect(page.locator("h1")).to_have_count(1)
    assert html_errors(sources) == []
