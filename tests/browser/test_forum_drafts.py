"""What was begun on one device is found from my page and goes on on another, with its poll."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import overflow
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_begun_poll_goes_on_from_my_page_on_another_device(sign_in: Callable[..., Page], scripts: bool) -> None:
    title = f"อบรมวันใด {uuid4().hex[:6]}"
    page = sign_in("contributor")
    page.goto("/forum/c/units/new/")
    page.locator("[name=kind][value=poll]").check()
    page.locator("[name=title]").fill(title)
    page.locator("[name=options]").fill("วันพุธ\nวันเสาร์")
    page.locator("[name=allows_several]").check()
    page.locator("[name=closes_on]").fill("30/11/2599")
    expect(page.locator("[data-state]")).to_have_text(re.compile(r"^บันทึกแล้ว \d"))

    page.goto("/forum/drafts/")
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert html_errors({page.url: page.request.get(page.url).text()}) == []

    other = sign_in("contributor", 360, scripts=scripts)
    other.goto("/me/")
    other.get_by_role("link", name="ฉบับร่างของฉันในเวที").click()
    assert overflow(other) == ""
    other.get_by_role("link", name=title).click()
    expect(other.locator("[name=kind][value=poll]")).to_be_checked()
    expect(other.locator("[name=options]")).to_have_value("วันพุธ\nวันเสาร์")
    expect(other.locator("[name=allows_several]")).to_be_checked()
    expect(other.locator("[name=closes_on]")).to_have_value("30/11/2599")

    other.goto("/forum/drafts/")
    other.locator("li", has_text=title).get_by_role("button").click()
    other.wait_for_url("**/forum/drafts/")
    expect(other.get_by_role("link", name=title)).to_have_count(0)
