from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.search import ThingSource

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def things() -> Iterator[ThingSource]:
    """A registered source whose things are in memory."""
    with ThingSource() as source:
        yield source
