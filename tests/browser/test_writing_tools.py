"""Pictures, links and a sign-in that runs out while one writes; how few steps a note takes."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visit import fill_in_sign_in
from tests.browser.writing import SAVED, begin, new_title, save, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

ANSWER = "[name=part_0]"
TYPES = ("story", "good_practice", "lesson", "aar", "faq", "tip")
LATER = "พิมพ์ต่อหลังจากที่การเข้าสู่ระบบหมดเวลาไปแล้ว ข้อความนี้ต้องไม่หาย"
# What a browser does when somebody pastes or drops a file upon a field.
CARRY = """(field, [kind, name, type, data, text]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type }));
    if (text) carried.setData("text/plain", text);
    const common = { bubbles: true, cancelable: true };
    const event = kind === "paste"
        ? new ClipboardEvent("paste", { ...common, clipboardData: carried })
        : new DragEvent("drop", { ...common, dataTransfer: carried });
    return field.dispatchEvent(event);
}"""


def png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (320, 240), "#2f7f5f").save(buffer, "PNG")
    return buffer.getvalue()


def carry(field: Locator, kind: str, content: bytes, *, text: str = "") -> bool:
    """Paste or drop a picture; whether the browser goes on with what it does by itself."""
    data = base64.b64encode(content).decode()
    return field.evaluate(CARRY, [kind, "ภาพ.png", "image/png", data, text])


def tool(page: Page, name: str) -> Locator:
    return page.locator(".tools").first.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_picture_put_upon_the_text_stands_in_it(sign_in: Callable[..., Page], kind: str) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    assert not carry(page.locator(ANSWER), kind, png())
    page.locator(".tools__panel input").fill("นกน้ำที่ทะเลน้อย")
    page.keyboard.press("Enter")
    expect(page.locator(ANSWER)).to_have_value(re.compile(r"!\[นกน้ำที่ทะเลน้อย\]\(/media/\S+\)"))
    save(page)
    page.locator("[data-preview]").click()

    picture = page.locator(".writing__preview img")
    expect(picture).to_have_attribute("alt", "นกน้ำที่ทะเลน้อย")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.writing__preview img').naturalWidth === 320")


def test_what_only_says_that_it_is_a_picture_is_refused_and_the_text_stays(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    carry(page.locator(ANSWER), "paste", b"MZ this is a program")
    page.keyboard.press("Enter")

    expect(state(page)).to_have_text(re.compile("ไม่ใช่ภาพ"))
    expect(page.locator(ANSWER)).to_have_value("ให้นักเรียนวาดภาพก่อนอ่าน")


def test_text_from_an_office_program_is_pasted_as_text(sign_in: Callable[..., Page]) -> None:
    """Word and Excel put a picture of the text beside it."""
    page = sign_in("contributor")
    begin(page, new_title())

    assert carry(page.locator(ANSWER), "paste", png(), text="ตารางจากโปรแกรมสำนักงาน")
    expect(page.locator(".tools__panel")).to_have_count(0)


def test_link_is_made_by_part_of_a_title(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    page.locator(ANSWER).press("Control+End")
    tool(page, "ลิงก์").click()
    page.keyboard.type("บ้านของนก")
    page.locator(".tools__panel .offers button", has_text="ทะเลน้อย บ้านของนกน้ำ").first.click()

    written = page.locator(ANSWER).input_value()
    link = re.fullmatch(r"ให้นักเรียนวาดภาพก่อนอ่าน\[(.+)\]\((/.+)\)", written)
    assert link, written
    expect(page.locator(".tools__panel")).to_have_count(0)
    page.goto(link[2])
    expect(page.locator("h1")).to_have_text(link[1])


def test_link_is_put_upon_chosen_words_with_the_keyboard(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor")
    begin(page, new_title())
    page.locator(ANSWER).select_text()
    tool(page, "ลิงก์").press("Enter")
    page.keyboard.type("บ้านของนก")
    expect(page.locator(".tools__panel .offers button").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(ANSWER)).to_have_value(re.compile(r"^\[ให้นักเรียนวาดภาพก่อนอ่าน\]\(/\S+\)$"))
    expect(page.locator(ANSWER)).to_be_focused()


def sign_in_beside(page: Page, login_link: Locator | None = None) -> None:
    """Sign in again in another tab and close it."""
    from content.demo.load.accounts import password_of  # Models are loaded only once Django is set up.

    if login_link is None:
        beside = page.context.new_page()
        beside.goto("/accounts/login/")
    else:
        with page.context.expect_page() as opened:
            login_link.click()
        beside = opened.value
    fill_in_sign_in(beside, "contributor", password_of("contributor"))
    beside.close()


def test_sign_in_that_ends_before_a_button_is_pressed_loses_nothing(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    save(page)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=part_1]").fill(LATER)
    page.locator(".writing__bar [value=save]").click()
    expect(page.locator("[name=part_1]")).to_have_value(LATER)
    sign_in_beside(page, page.locator("main a[target=_blank]"))
    page.get_by_role("button", name="ส่งอีกครั้ง").click()

    # The form's token is older than the new sign-in: it comes back once, with the text.
    expect(page.locator(".writing [name=part_1]")).to_have_value(LATER)
    save(page)
    page.goto(address)
    expect(page.locator("[name=part_1]")).to_have_value(LATER)


def test_sign_in_that_ends_while_the_text_saves_itself_goes_on_afterwards(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    expect(state(page)).to_have_text(SAVED)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=part_1]").fill(LATER)
    expect(state(page)).to_have_text(re.compile("หมดเวลา"))
    sign_in_beside(page)

    expect(state(page)).to_have_text(SAVED, timeout=60_000)
    page.goto(address)
    expect(page.locator("[name=part_1]")).to_have_value(LATER)


def test_sign_in_that_ends_before_the_tab_is_closed_leaves_the_text_on_the_device(sign_in: Callable[..., Page]) -> None:
    page = sign_in("contributor", 360)
    begin(page, new_title())
    save(page)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=part_1]").fill(LATER)
    expect(state(page)).to_have_text(re.compile("หมดเวลา"))
    again = page.context.new_page()
    page.close()
    sign_in_beside(again)
    again.goto(address)

    expect(again.locator("[name=part_1]")).to_have_value("")
    again.locator("[data-kept] button").first.click()
    expect(again.locator("[name=part_1]")).to_have_value(LATER)


def steps_to_submit(page: Page, note_type: str) -> int:
    """Taps and fields from the blank page until it is submitted, for somebody who fills in only what is asked for."""
    page.goto("/write/")
    page.locator(f"main a[href$='type={note_type}']").click()
    page.locator("[name=title]").fill(new_title())
    page.locator(ANSWER).fill("ให้นักเรียนวาดภาพก่อนอ่าน")
    for steps in range(4, 20, 2):
        with page.expect_navigation():
            page.locator(".writing__bar [value=submit]").click()
        if page.url.endswith("/review/"):
            return steps
        missing = page.locator(".error-summary a").first.get_attribute("href")
        page.locator(missing).fill("1")
    raise AssertionError("It is asked for more and more.")


@pytest.mark.parametrize("note_type", TYPES)
def test_blank_to_submitted_takes_two_taps_and_two_fields(sign_in: Callable[..., Page], note_type: str) -> None:
    assert steps_to_submit(sign_in("contributor", 360), note_type) == 4
