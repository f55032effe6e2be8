"""Open a page and keep what a visitor does not see: requests, console, page errors. Sign in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

    from tests.support.live_site import LiveSite

LOCAL_SCHEMES = {"data", "blob", "about"}


@dataclass
class Visit:
    page: Page
    response: Response | None = None
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def open_page(context: BrowserContext, site: LiveSite, path: str) -> Visit:
    visit = Visit(context.new_page())
    home = urlsplit(site.url).netloc

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.netloc != home and address.scheme not in LOCAL_SCHEMES:
            visit.foreign.append(request.url)

    def on_response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            visit.failed.append(f"{response.status} {response.url}")

    def on_console(message: ConsoleMessage) -> None:
        # The browser also reports the status of an error page that was asked for.
        is_status = message.text.startswith("Failed to load resource") and message.location.get("url") == visit.page.url
        if message.type in {"error", "warning"} and not is_status:
            visit.complaints.append(message.text)

    visit.page.on("request", on_request)
    visit.page.on("response", on_response)
    visit.page.on("console", on_console)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.response = visit.page.goto(path, wait_until="load")
    return visit


def overflow(page: Page) -> str:
    """What sticks out to the right of the window; empty when nothing makes the page scroll sideways."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return "";
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .slice(0, 5)
                .map((element) => `${element.tagName}.${element.className}`)
                .join(", ") || "the page itself";
        }"""
    )


def fill_in_sign_in(page: Page, login: str, password: str) -> None:
    """Sign in on the page of sign-in, which stands open."""
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "login" not in url)
