from __future__ import annotations

import secrets

import pytest
from elasticsearch.helpers import scan

from search.backends.elasticsearch import ElasticsearchBackend
from tests.search.backends.contract import BackendContract


@pytest.mark.django_db
class TestElasticsearchBackend(BackendContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls, elasticsearch: str) -> ElasticsearchBackend:
        return ElasticsearchBackend(f"test-{secrets.token_hex(4)}")

    @pytest.fixture(autouse=True)
    def _empty(self, backend: ElasticsearchBackend) -> None:
        """A new index takes a second where forgetting a few documents takes none."""
        indexes = backend._indexes
        if indexes.exists():
            keys = [hit["_source"]["key"] for hit in scan(indexes.client, index=indexes.in_use, _source=["key"])]
            with backend.writing(timeout=5):
                backend.apply([], keys)
        else:
            backend.clear()
