from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from tests.support.elasticsearch import open_server
from tests.support.search import ThingSource

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def things() -> Iterator[ThingSource]:
    """A registered source whose things are in memory."""
    with ThingSource() as source:
        yield source


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[str]:
    """The address of a real server, which the settings name while the tests run that ask for it."""
    given = os.environ.get("KM_TEST_ELASTICSEARCH_URL")
    with nullcontext() if given else open_server() as node:
        url = given or node.url
        with override_settings(KM_ELASTICSEARCH_URLS=[url]):
            yield url
