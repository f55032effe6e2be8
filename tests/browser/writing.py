"""The writing frame as a person uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SAVED, KEPT = re.compile("^บันทึกแล้ว \\d"), re.compile("รอเน็ต")


def new_title() -> str:
    return f"บันทึกจากโทรศัพท์ {uuid4().hex[:8]}"


def begin(page: Page, title: str) -> None:
    page.goto("/write/notes/new/?type=tip")
    page.locator("[name=title]").fill(title)
    page.locator("[name=part_0]").fill("ให้นักเรียนวาดภาพก่อนอ่าน")


def state(page: Page) -> Locator:
    return page.locator("[data-state]")


def reopened(page: Page, address: str) -> Page:
    """Close a page on which somebody wrote with the line cut, and open it in another tab once the line is back."""
    expect(state(page)).to_have_text(KEPT)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(address)
    return again


def save(page: Page) -> None:
    page.locator(".writing__bar [value=save]").click()
    page.wait_for_url(re.compile(r"/write/\d+/$"))


def submit(page: Page) -> str:
    """Submit, and the address of the item's writing pages."""
    page.locator(".writing__bar [value=submit]").click()
    page.wait_for_url(re.compile(r"/write/\d+/review/$"))
    return page.url.removesuffix("review/")
