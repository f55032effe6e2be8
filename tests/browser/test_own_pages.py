"""What only those who have signed in see: their account, their notices, the talk beside an item, a meeting's sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import overflow
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.support.live_site import LiveSite

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = [(360, "light"), (1280, "dark")]
OPEN_ALL = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
OFFICE = [
    "/accounts/invitations/",
    "/accounts/invitations/new/",
    "/accounts/invitations/staff/",
    "/accounts/requests/",
]
ACCOUNT = [
    *("/me/", "/me/profile/", "/me/sessions/", "/me/data/", "/me/close/"),
    *("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"),
    *("/notices/", "/notices/settings/", "/notices/follows/"),
]


def assert_all_fine(page: Page, places: list[str]) -> None:
    """Accessible, not wider than the window, valid."""
    sources = {}
    for place in places:
        assert page.goto(place).status == 200, place
        sources[place] = page.request.get(place).text()
        page.evaluate(OPEN_ALL)
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})

        assert found.violations_count == 0, f"{place}: {found.generate_report()}"
        assert overflow(page) == "", place
        expect(page.locator("h1")).to_have_count(1)
    assert html_errors(sources) == []


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_pages_of_the_office_are_accessible(sign_in: Callable[..., Page], width: int, scheme: str) -> None:
    assert_all_fine(sign_in("admin", width, scheme=scheme), OFFICE)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_pages_of_an_account_are_accessible(sign_in: Callable[..., Page], width: int, scheme: str) -> None:
    assert_all_fine(sign_in("contributor", width, scheme=scheme), ACCOUNT)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_talk_beside_an_item_is_accessible(
    sign_in: Callable[..., Page], live_site: LiveSite, width: int, scheme: str
) -> None:
    page = sign_in("contributor", width, scheme=scheme)
    item = live_site.pages["notes.NotePage"]
    page.goto(item)
    page.locator("#talk form.form [name=text]").fill("ลองแล้วได้ผล **มาก**")
    page.locator("#talk form.form button[type=submit]").last.click()
    page.wait_for_url(re.compile("#comment-"))
    number = page.url.rpartition("-")[2]

    assert_all_fine(page, [item, *(f"/talk/comment/{number}/{way}/" for way in ("reply", "edit", "delete"))])


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_meeting_and_its_sheet_are_accessible(sign_in: Callable[..., Page], width: int, scheme: str) -> None:
    page = sign_in("contributor", width, scheme=scheme)
    page.goto("/one-page/meetings/new/")
    page.fill("input[name=title]", "ประชุมครูแกนนำ")
    page.click("main button[type=submit]")
    meeting = page.url
    short = page.locator(".meeting-qr__path a").get_attribute("href")
    page.goto(short)
    page.fill("[name=title]", "ข้อคิดจากห้องประชุม")
    page.fill("[name=su_points]", "เน็ตในห้องประชุมเร็วขึ้น")
    page.fill("[name=li_summary]", "สำรวจความเร็วจริงทุกโรงเรียน")
    page.fill("[name=keywords]", "อินเทอร์เน็ต")
    page.fill("[name=promise-0-text]", "สำรวจความเร็วของทุกโรงเรียน")
    page.fill("[name=promise-0-due_date]", "30/12/2569")
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.wait_for_url(re.compile("/knowledge/"))
    sheet = page.url
    check = page.locator("a[href*='/commitments/']").first.get_attribute("href")

    assert_all_fine(page, ["/one-page/meetings/new/", meeting, short, sheet, check])
