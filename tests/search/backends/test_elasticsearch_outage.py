"""The real server is killed and started while people read and write: no failed page, no lost change."""

from __future__ import annotations

import secrets
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction
from django.test import Client

from search import indexing
from search.backends import get_backend
from search.backends.base import Request
from search.models import PendingChange
from search.service import changed
from tests.support.elasticsearch import open_server
from tests.support.search import PUBLIC, document
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.elasticsearch import Node
    from tests.support.search import ThingSource


@pytest.fixture
def server(settings, tmp_path) -> Iterator[Node]:
    with open_server() as node:
        settings.KM_ELASTICSEARCH_URLS = [node.url]
        settings.KM_ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(4)}"
        settings.KM_SEARCH_INDEX_DIR = tmp_path / "index"
        settings.KM_SEARCH_BACKEND = "search.backends.failover.FailoverBackend"
        settings.KM_SEARCH_DRAIN = "thread"
        yield node
        indexing.forget()


class People:
    """Two who read and one who writes, until told to stop. What went wrong is kept."""

    def __init__(self, things: ThingSource) -> None:
        self.things = things
        self.pages = 0
        self.wrong: list[str] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(task,)) for task in (self.read, self.read, self.write)
        ]

    def _run(self, task: Callable[[], None]) -> None:
        try:
            while not self._stop.is_set():
                task()
                time.sleep(0.1)
        except Exception as error:
            self.wrong.append(repr(error))
        finally:
            connections.close_all()

    def read(self) -> None:
        page = Client().get("/search/", {"q": "โนรา"})
        self.pages += 1
        if page.status_code != 200 or "หัวข้อที่อยู่เสมอ" not in page.content.decode():
            self.wrong.append(f"{page.status_code}: {page.content.decode()[-500:]}")

    def write(self) -> None:
        number = len(self.things.things)
        with transaction.atomic():
            self.things.add(document(f"thing:{number}", f"เรื่อง {number}"))
            gone = f"thing:{number - 5}"
            if number > 10 and number % 7 == 0 and gone in self.things.things:
                self.things.add(document(gone, "เปลี่ยนแล้ว"))
            changed([f"thing:{number}", gone])

    def __enter__(self) -> People:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outages", [1, pytest.param(5, marks=pytest.mark.soak)])
def test_server_that_is_killed_and_started_again_fails_no_page_and_loses_no_change(server, things, outages):
    things.add(document("thing:0", "หัวข้อที่อยู่เสมอ โนรา"))
    indexing.rebuild()
    backend = get_backend()
    with People(things) as people:
        wait_until(lambda: people.pages > 20 or people.wrong)
        for outage in range(outages):
            server.stop(signal.SIGKILL if outage % 2 == 0 else signal.SIGTERM)
            wait_until(lambda: PendingChange.objects.kept_for_engine().exists())
            before = people.pages
            wait_until(lambda: people.pages > before + 20 or people.wrong)  # noqa: B023 - waited for in this round
            assert backend.state().stands_in_for
            server.start()
            wait_until(lambda: backend._may_ask_first() and not backend.state().stands_in_for)
    assert people.wrong == []
    wait_until(lambda: indexing.drain() == (0, 0) and not PendingChange.objects.exists())
    wanted = {key: thing.title for key, thing in things.things.items()}
    everything = Request(audiences=PUBLIC, sort="newest", limit=10_000)
    for engine in (backend.first, backend.second):
        assert {hit.key: hit.shown.partition("\n")[0] for hit in engine.search(everything).hits} == wanted
