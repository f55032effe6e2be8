"""Three real nodes, one of which is killed: no document and no search is lost."""

from __future__ import annotations

import secrets
import signal
import threading
import time

import pytest
from django.test import override_settings

from search.backends.base import AwayError
from search.backends.elasticsearch import ElasticsearchBackend
from search.prepared import prepare
from tests.search.backends.asking import ask
from tests.support.elasticsearch import open_cluster
from tests.support.search import document

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
BEFORE, DURING = 200, 200


@pytest.fixture(scope="module")
def nodes():
    with open_cluster(3) as nodes:
        yield nodes


@pytest.fixture
def backend(nodes):
    with override_settings(KM_ELASTICSEARCH_URLS=[node.url for node in nodes]):
        backend = ElasticsearchBackend(f"test-{secrets.token_hex(4)}")
        backend.clear()
        yield backend


def put(backend, first: int, last: int) -> None:
    """As the outbox does it: what could not be told is told again."""
    documents = [prepare(document(f"k{number}", f"โนรา {number}")) for number in range(first, last)]
    for _ in range(60):
        try:
            with backend.writing(timeout=10):
                backend.apply(documents, ())
            return
        except AwayError:
            time.sleep(1)
    pytest.fail("the cluster takes no documents any more")


class Reader(threading.Thread):
    """Asks again and again; every answer must hold at least what stood before the node was lost."""

    def __init__(self, backend: ElasticsearchBackend) -> None:
        super().__init__()
        self.backend = backend
        self.answers = 0
        self.wrong: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(0.05):
            try:
                total = ask(self.backend, "โนรา", facets=("kind",)).total
            except Exception as error:
                self.wrong.append(repr(error))
                continue
            self.answers += 1
            if total < BEFORE:
                self.wrong.append(f"{total} found")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_cluster_that_loses_a_node_loses_no_document_and_no_search(nodes, backend, number):
    put(backend, 0, BEFORE)
    client = nodes[(number + 1) % 3].client()
    client.cluster.health(wait_for_status="green", timeout="60s")
    reader = Reader(backend)
    reader.start()
    try:
        nodes[number].stop(signal.SIGKILL)
        for first in range(BEFORE, BEFORE + DURING, 20):
            put(backend, first, first + 20)
        client.cluster.health(wait_for_status="green", timeout="120s")
    finally:
        reader.stop.set()
        reader.join()
    assert reader.wrong == []
    assert reader.answers > 0
    assert ask(backend, "โนรา").total == BEFORE + DURING
    nodes[number].start()
