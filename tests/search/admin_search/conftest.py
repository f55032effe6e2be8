from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from modelsearch.signal_handlers import register_signal_handlers

from tests.support.search import hear_no_saves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture(autouse=True)
def _kept_up_to_date(settings: SettingsWrapper) -> Iterator[None]:
    """As on a real site, a save is found at once."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_search.backend"}}
    register_signal_handlers()
    yield
    hear_no_saves()
