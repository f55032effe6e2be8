"""Paging as plain values for `components/pagination.html`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.paginator import Page


def address(**parameters: str) -> str:
    """A query string of the parameters that hold something; `?` alone clears them all."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def pagination(page: Page, parameters: Mapping[str, str], name: str = "page", fragment: str = "") -> dict[str, object]:
    """The values of the pagination component for one page of a paginator, named `name` in addresses."""

    def link(number: int) -> str:
        return address(**parameters, **{name: str(number) if number > 1 else ""}) + fragment

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page.number,
        "num_pages": page.paginator.num_pages,
        "previous_url": link(page.previous_page_number()) if page.has_previous() else "",
        "next_url": link(page.next_page_number()) if page.has_next() else "",
        "pages": [
            {"number": number, "url": link(number), "current": number == page.number}
            if isinstance(number, int)
            else {"gap": True}
            for number in numbers
        ],
    }
