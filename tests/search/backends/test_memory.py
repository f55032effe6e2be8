from __future__ import annotations

import pytest

from search.backends.memory import MemoryBackend
from tests.search.backends.contract import BackendContract


class TestMemoryBackend(BackendContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> MemoryBackend:
        return MemoryBackend()
