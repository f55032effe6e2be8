"""A teacher with a small phone and no scripts looks for a unit for ป.5 about ทะเลน้อย."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

UNIT = "ทะเลน้อย บ้านของนกน้ำ"


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context(360, scripts=False).new_page()
    page.goto("/")
    return page


def choose(page: Page, parameter: str) -> None:
    """Take a filter by its address; on a phone the filters are folded up."""
    link = page.locator(f'main a[href*="{parameter}"]').first
    if not link.is_visible():
        link.locator("xpath=ancestor::details[not(@open)]").first.locator("summary").first.click()
    link.click()


def search(page: Page, words: str) -> None:
    field = page.locator('main input[name="q"]').first
    field.fill(words)
    field.press("Enter")


def test_unit_is_found_by_browsing(phone: Page) -> None:
    phone.locator('main a[href="/knowledge/units/"]').first.click()
    choose(phone, "grade=p5")
    phone.get_by_role("link", name=UNIT).click()

    expect(phone.locator("h1")).to_have_text(UNIT)
    expect(phone.locator("main")).to_contain_text("ป.5")


@pytest.mark.parametrize(
    ("words", "unit"), [("บูรณาการ", UNIT), ("นก", UNIT), ("ป.5", UNIT), ("สังข์หยด", "ข้าวสังข์หยด จากทุ่งนาสู่สำรับ")]
)
def test_unit_is_found_by_searching(phone: Page, words: str, unit: str) -> None:
    search(phone, words)
    choose(phone, "kind=learning-unit")
    phone.get_by_role("link", name=unit).first.click()

    expect(phone.locator("h1")).to_have_text(unit)
