from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.models import PageViewRestriction

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.models import Page


@pytest.fixture
def restrict(db: None) -> Callable[[Page], None]:
    """Close a page, and all below it, to those who are not signed in."""

    def close(page: Page) -> None:
        restriction = PageViewRestriction(page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN)
        restriction.save()

    return close


@pytest.fixture
def html_of(client) -> Callable[[str], str]:
    """The text of the page at an address."""

    def read(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    return read


@pytest.fixture
def make_image(db: None) -> Callable[..., object]:
    """A small picture in the library."""
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    def make(description: str = "นกน้ำบนใบบัว") -> object:
        return get_image_model().objects.create(title="ภาพ", description=description, file=get_test_image_file())

    return make
