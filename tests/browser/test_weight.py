"""The first view of the home page on a slow network."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

    from tests.support.live_site import LiveSite

BUDGET_BYTES = 100 * 1024


@pytest.mark.parametrize("width", [360, 1280])
def test_first_view_of_home_weighs_at_most_100_kilobytes(
    new_context: Callable[..., BrowserContext], live_site: LiveSite, width: int
) -> None:
    page = new_context(width).new_page()
    weights: dict[str, int] = {}
    addresses: dict[str, str] = {}
    plain: set[str] = set()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")

    def on_response(event: dict) -> None:
        addresses[event["requestId"]] = event["response"]["url"]
        headers = {name.lower() for name in event["response"]["headers"]}
        if event["type"] == "Document" and "content-encoding" not in headers:
            plain.add(event["requestId"])

    devtools.on("Network.responseReceived", on_response)
    devtools.on(
        "Network.loadingFinished", lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    response = page.goto("/", wait_until="networkidle")
    assert response is not None

    # The proxy in front of the site compresses pages (deploy/); without it the page is weighed as it would send it.
    for request in plain:
        weights[request] = len(gzip.compress(response.body(), 5)) + 500
    # Pictures that editors upload are not the theme's weight.
    counted = {addresses[key]: size for key, size in weights.items() if "/media/" not in addresses.get(key, "")}

    assert counted
    assert sum(counted.values()) <= BUDGET_BYTES, counted
