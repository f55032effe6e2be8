from __future__ import annotations

import pytest

from search.backends.embedded import EmbeddedBackend
from tests.search.backends.contract import BackendContract


class TestEmbeddedBackend(BackendContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedBackend:
        return EmbeddedBackend(tmp_path_factory.mktemp("index"))
