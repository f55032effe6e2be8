"""Everything can be reached with the keyboard, and one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

STEPS = 60
DESCRIBE_FOCUS = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const outlined = (target, pseudo) => {
        const style = getComputedStyle(target, pseudo);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    // A card or a search field shows the ring of the link or input inside it.
    let ring = outlined(element, "::before") || outlined(element, "::after");
    for (let target = element, steps = 0; target && target !== document.body && steps < 4; steps += 1) {
        ring = ring || outlined(target);
        target = target.parentElement;
    }
    return {
        tag: element.tagName, name: element.getAttribute("name"), href: element.getAttribute("href"),
        text: (element.textContent || "").trim().slice(0, 60), ring,
        visible: box.width > 0 && box.height > 0,
        inHeader: !!element.closest("header"), inMain: !!element.closest("main"),
    };
}"""


def press_tab(page: Page) -> dict:
    page.keyboard.press("Tab")
    return page.evaluate(DESCRIBE_FOCUS)


def test_first_stop_is_a_link_that_skips_to_the_content(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.goto("/")

    first = press_tab(page)
    page.keyboard.press("Enter")
    after = press_tab(page)

    assert first["href"].startswith("#")
    expect(page.locator(first["href"])).to_have_count(1)
    assert after["inMain"], after


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_shows_where_one_is(new_context: Callable[..., BrowserContext], width: int) -> None:
    page = new_context(width).new_page()
    page.goto("/")

    stops = [press_tab(page) for _ in range(STEPS)]
    reached = [stop for stop in stops if stop["tag"] != "BODY"]

    assert [stop for stop in reached if not (stop["ring"] and stop["visible"])] == []
    assert any(stop["inHeader"] for stop in reached)
    assert any(stop["inMain"] for stop in reached)


def test_search_from_the_home_page_with_the_keyboard_alone(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.goto("/")

    for _ in range(STEPS):
        if press_tab(page)["name"] == "q":
            break
    page.keyboard.type("สังข์หยด")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")

    expect(page.locator("main")).to_contain_text("สังข์หยด")
