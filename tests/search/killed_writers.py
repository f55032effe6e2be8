"""
`python -m tests.search.killed_writers ENGINE ROUNDS`: two processes change things, one of them now and then builds the
index anew; both are killed at a random moment. Then a fresh process drains the outbox and compares the index with the
database. Settings (of Elasticsearch too) come from the environment, the things live in a table of their own.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import OperationalError, connection, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from search.documents import SearchDocument

PUBLIC = frozenset({"public"})
BACKENDS = {
    "embedded": "search.backends.embedded.EmbeddedBackend",
    "elasticsearch": "search.backends.elasticsearch.ElasticsearchBackend",
}
# Seconds: in each time, some changes and perhaps a part of a rebuild are done.
LONGEST_LIVES = {"embedded": 0.6, "elasticsearch": 2.0}


def rows(keys: Collection[str] | None = None) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, title FROM thing")
        return {key: title for key, title in cursor.fetchall() if keys is None or key in keys}


def register_things() -> None:
    from search.documents import SearchDocument
    from search.registry import Source, register, sources, unregister

    class TableSource(Source):
        name, kind, label = "things", "note", "บันทึก"

        def owns(self, key: str) -> bool:
            return key.startswith("thing:")

        def keys(self) -> Iterable[str]:
            return list(rows())

        def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
            return [
                SearchDocument(key=key, kind="note", title=title, url=f"/{key}/", audience=PUBLIC)
                for key, title in rows(keys).items()
            ]

    for source in sources():
        unregister(source.name)
    register(TableSource())


def change_things(begun: int) -> None:
    """Change something again and again, each time in one transaction with its announcement."""
    from search import indexing
    from search.backends.base import BusyError

    settings.KM_SEARCH_DRAIN = "thread"
    chance = random.Random(os.getpid() + time.time_ns())
    while True:
        key = f"thing:{chance.randrange(40)}"
        # The other process may hold the database for long on a busy machine: the change is then made later.
        with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM thing WHERE key = %s", [key])
            if chance.random() < 0.7:
                cursor.execute("INSERT INTO thing VALUES (%s, %s)", [key, f"เรื่อง {chance.randrange(10_000)}"])
            indexing.queue([key])
        os.write(begun, b".")
        if chance.random() < 0.05:
            with suppress(BusyError, OperationalError):
                indexing.rebuild()
        time.sleep(chance.random() * 0.02)


def compare() -> None:
    """What a process finds that starts after the kill."""
    from search import indexing
    from search.backends import get_backend
    from search.backends.base import Request
    from search.models import PendingChange

    indexing.drain()
    assert not PendingChange.objects.exists(), list(PendingChange.objects.values_list("key", "last_error"))
    answer = get_backend().search(Request(audiences=PUBLIC, sort="newest", limit=1_000))
    found = {hit.key: hit.shown.partition("\n")[0] for hit in answer.hits}
    wanted = rows()
    assert found == wanted, {key: (found.get(key), wanted.get(key)) for key in {*found, *wanted}}


def start(task: Callable[[], None]) -> int:
    """The task in a process of its own: forked before any index or database was opened."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        task()
        code = 0
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def ended_well(pid: int) -> bool:
    return os.waitpid(pid, 0)[1] == 0


def make_tables() -> None:
    from django.apps import apps

    with connection.schema_editor() as editor:
        for model in apps.get_app_config("search").get_models():
            editor.create_model(model)
        editor.execute("CREATE TABLE thing (key varchar(200) PRIMARY KEY, title text)")


def main(engine: str, rounds: int) -> int:
    django.setup()
    settings.KM_SEARCH_BACKEND = BACKENDS[engine]
    register_things()
    if not ended_well(start(make_tables)):
        return 1
    for number in range(rounds):
        heard, begun = os.pipe()
        writers = [start(partial(change_things, begun)) for _ in range(2)]
        os.read(heard, 1)
        time.sleep(random.random() * LONGEST_LIVES[engine])
        for pid in writers:
            os.kill(pid, signal.SIGKILL)
        for pid in writers:
            os.waitpid(pid, 0)
        os.close(heard)
        os.close(begun)
        if not ended_well(start(compare)):
            print(f"after kill {number + 1}", file=sys.stderr)
            return 1
    print(f"{rounds} kills, and the index equals the database")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
