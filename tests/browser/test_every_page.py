"""What holds on every page, on a phone and on a desk, in light and in dark."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import pages
from tests.browser.visit import open_page, overflow
from tests.support.html_validator import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.support.live_site import LiveSite

VIEWS = [(360, "light"), (1280, "light"), (1280, "dark")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("name", pages.ALL)
@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_page_is_accessible_and_needs_no_other_host(
    new_context: Callable[..., BrowserContext], live_site: LiveSite, name: str, width: int, scheme: str
) -> None:
    visit = open_page(new_context(width, scheme), live_site, pages.path_of(name, live_site))

    found = Axe().run(visit.page, options={"runOnly": WCAG, "resultTypes": ["violations"]})

    assert found.violations_count == 0, found.generate_report()
    assert visit.foreign == []
    assert visit.failed == []
    assert visit.complaints == []
    assert overflow(visit.page) == ""
    expect(visit.page.locator("h1")).to_have_count(1)
    assert visit.page.locator("html").get_attribute("lang") == "th"


@pytest.mark.parametrize("name", pages.ALL)
def test_page_can_be_read_without_scripts(
    new_context: Callable[..., BrowserContext], live_site: LiveSite, name: str
) -> None:
    visit = open_page(new_context(360, scripts=False), live_site, pages.path_of(name, live_site))

    expect(visit.page.locator("main h1")).to_be_visible()
    assert visit.page.locator("main").inner_text().strip() != ""
    assert visit.complaints == []


def test_html_of_every_page_is_valid(live_site: LiveSite) -> None:
    sources = {name: fetch(live_site.url + pages.path_of(name, live_site)) for name in pages.ALL}

    assert html_errors(sources) == []


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(quote(url, safe=":/?=&%")) as response:
            return response.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.read().decode("utf-8")
