from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support.search import ThingSource

if TYPE_CHECKING:
    from collections.abc import Iterator


# The first example loads the dictionary, and the machine is shared: time is no failure.
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile("search")


@pytest.fixture
def things() -> Iterator[ThingSource]:
    """A registered source whose things are in memory."""
    with ThingSource() as source:
        yield source
