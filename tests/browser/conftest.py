"""One site with the sample district and one browser for all browser tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visit import fill_in_sign_in
from tests.support.chromium import open_browser
from tests.support.live_site import open_site
from tests.support.smtp import smtp_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.support.live_site import LiveSite
    from tests.support.smtp import Mailbox

TIMEOUT_MILLISECONDS = 15_000
# On a busy machine an answer takes a while: what a page shows is asked with `expect`, which waits.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code in the tests that follow.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with open_browser() as running:
        yield running


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """Every e-mail of the site, from a real mail server."""
    with smtp_server() as running:
        yield running


@pytest.fixture(scope="session")
def live_site(browser: Browser, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """
    Asked for after the browser: without one nobody waits for the sample district.

    KM_LIVE_SITE names a folder to keep it in between runs, which spares a minute while one works on pages.
    """
    kept = os.environ.get("KM_LIVE_SITE")
    with open_site(Path(kept) if kept else tmp_path_factory.mktemp("live-site"), mailbox) as site:
        yield site


@pytest.fixture
def new_context(browser: Browser, live_site: LiveSite) -> Iterator[Callable[..., BrowserContext]]:
    """`new_context(width=360, scripts=False, scheme="dark")`: a fresh visitor, gone after the test."""
    opened = []

    def make(width: int = 1280, scheme: str = "light", *, scripts: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=live_site.url,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="th-TH",
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`sign_in("contributor", 360, scripts=False)`: a page of somebody who has signed in."""
    from content.demo.load.accounts import password_of  # Models are loaded only once Django is set up.

    def enter(username: str, width: int = 1280, **options: object) -> Page:
        page = new_context(width, **options).new_page()
        page.goto("/accounts/login/")
        fill_in_sign_in(page, username, password_of(username))
        return page

    return enter
