"""The engines that can be measured here."""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

from django.test import override_settings

from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.memory import MemoryBackend
from tests.support.elasticsearch import ZIP, open_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from search.backends.base import SearchBackend


def engines(folder: Path, stack: ExitStack) -> Iterator[tuple[str, SearchBackend]]:
    """Each engine by its name, empty; `stack` closes what was opened for them."""
    yield "embedded (tantivy)", EmbeddedBackend(folder / "index")
    yield "memory", MemoryBackend()
    if (os.environ.get("KM_TEST_ELASTICSEARCH_URL") or ZIP.is_file()) and shutil.which("java"):
        yield "Elasticsearch", elasticsearch(stack)


def elasticsearch(stack: ExitStack) -> SearchBackend:
    """The real server: one that somebody runs already, or one of our own."""
    url = os.environ.get("KM_TEST_ELASTICSEARCH_URL") or stack.enter_context(open_server()).url
    stack.enter_context(override_settings(KM_ELASTICSEARCH_URLS=[url]))
    return ElasticsearchBackend(f"eval-{secrets.token_hex(4)}")
