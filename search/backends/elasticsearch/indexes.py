"""
The indexes of one site in the cluster, by name.

    <prefix>-<version>            alias of the index in use; a program of another version has an alias of its own
    <prefix>-building             alias of the index that is built beside, if one is
    <prefix>-<version>-<moment>   the indexes themselves
    <prefix>-writers              counts the turns of those who write

A write carries the number of its writer's turn. The cluster refuses a number lower than that of the document it holds,
so that a writer who was thought dead cannot bring an old text back.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING

from elasticsearch import NotFoundError
from elasticsearch.helpers import scan, streaming_bulk

from search.backends.base import AwayError, IndexUnavailableError, RefusedError
from search.backends.elasticsearch.connection import ADVICE, reason
from search.backends.elasticsearch.documents import Findable, document_id, index_version, to_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elasticsearch import Elasticsearch

    from search.prepared import PreparedDocument

CHUNK = 500
MOST_BYTES = 20_000_000
# Five attempts within about half a minute; what is refused then waits in the outbox.
ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE = 5, 1, 15
BUSY = (429, 503)
STALE = 409


class Indexes:
    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self.client = client
        self.prefix = prefix
        self.in_use = f"{prefix}-{index_version()}"
        self.building = f"{prefix}-building"
        self._writers = f"{prefix}-writers"

    # Life

    def turn(self) -> int:
        """The number of this turn at writing, higher than all before."""
        return self.client.index(index=self._writers, id="turn", document={})["_version"]

    def make(self, *aliases: str) -> str:
        """A new, empty index of this program's version."""
        template = Findable._index.as_composable_template(f"{self.prefix}-items", f"{self.in_use}-*", priority=500)
        template.save(using=self.client)
        name = f"{self.in_use}-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"
        self.client.indices.create(index=name, aliases={alias: {} for alias in aliases})
        return name

    def use(self, name: str) -> None:
        """Put an index in use in one step, and remove all others of this site."""
        actions: list[dict[str, object]] = [{"add": {"index": name, "alias": self.in_use}}]
        for index, aliases in self._all().items():
            actions += [
                {"remove": {"index": index, "alias": alias}}
                for alias in aliases
                if index != name or alias != self.in_use
            ]
        self.client.indices.update_aliases(actions=actions)
        self.remove(set(self._all()) - {name})

    def remove_unused(self) -> None:
        """Remove what a killed rebuild left."""
        self.remove(index for index, aliases in self._all().items() if set(aliases) <= {self.building})

    def remove(self, names: Iterable[str]) -> None:
        for name in sorted(names):
            self.client.indices.delete(index=name, ignore_unavailable=True)

    def _all(self) -> dict[str, list[str]]:
        """Every index of this site, of any version, with its aliases. Another site's prefix may begin with ours."""
        name = re.compile(rf"{re.escape(self.prefix)}-[\d.]+-[0-9a-z]+-\d{{14}}-[0-9a-f]{{6}}")
        found = self.client.indices.get_alias(index=f"{self.prefix}-*")
        return {index: list(about["aliases"]) for index, about in found.items() if name.fullmatch(index)}

    def exists(self) -> bool:
        return bool(self.client.indices.exists_alias(name=self.in_use))

    def built_beside(self) -> str:
        """The name of the index that is built beside; empty when none is."""
        try:
            return next(iter(self.client.indices.get_alias(name=self.building).body))
        except NotFoundError:
            return ""

    # Writing

    def write(
        self, alias: str, documents: Iterable[PreparedDocument], gone: Iterable[str], turn: int, *, bury: bool = False
    ) -> None:
        """
        Add or replace documents and forget the keys in `gone`. With `bury` what went leaves a mark, for an index that
        still gets older texts.

        Raises RefusedError with the keys that the cluster did not take.
        """
        documents, gone = list(documents), list(gone)
        keys = {document_id(key): key for key in (*gone, *(document.key for document in documents))}
        refused: dict[str, str] = {}
        for name, status, problem in self._tell(_actions(alias, documents, gone, turn, bury)):
            if status in BUSY:
                raise AwayError(f"Elasticsearch is overloaded: {problem}")
            refused[keys[name]] = problem
        if refused:
            raise RefusedError(refused)

    def add(self, name: str, documents: Iterable[PreparedDocument], turn: int) -> dict[str, str]:
        """Add to an index that is built. What was written meanwhile is newer and stays; answers what was refused."""
        told = self._tell(_actions(name, documents, (), turn, bury=False), is_alias=False)
        return {key: problem for key, status, problem in told if status != STALE}

    def _tell(self, actions: Iterator[dict[str, object]], *, is_alias: bool = True) -> Iterator[tuple[str, int, str]]:
        """Send in bulk, again and more slowly where the cluster is busy; yields what was not taken, and why."""
        answers = streaming_bulk(
            self.client,
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=MOST_BYTES,
            raise_on_error=False,
            max_retries=ATTEMPTS,
            initial_backoff=FIRST_PAUSE,
            max_backoff=LONGEST_PAUSE,
            retry_on_status=BUSY,
            # An index that was removed meanwhile must not come back by being written to.
            require_alias=is_alias,
        )
        for taken, answer in answers:
            action, item = next(iter(answer.items()))
            if taken or (action == "delete" and item["status"] == 404 and "error" not in item):
                continue
            if item["status"] == 404:
                raise IndexUnavailableError(f"Elasticsearch holds no search index for this program; {ADVICE}")
            yield item["_id"], item["status"], reason(item)

    def unbury(self, name: str) -> None:
        """Remove the marks of what went while the index was built."""
        self.client.indices.refresh(index=name)
        marks = scan(self.client, index=name, query={"query": {"term": {"gone": True}}}, _source=False)
        actions = ({"_op_type": "delete", "_index": name, "_id": mark["_id"]} for mark in marks)
        for _ in streaming_bulk(self.client, actions, raise_on_error=False):
            pass


def _actions(
    index: str, documents: Iterable[PreparedDocument], gone: Iterable[str], turn: int, bury: bool
) -> Iterator[dict[str, object]]:
    # The same turn may write a document twice.
    about = {"_index": index, "version": turn, "version_type": "external_gte"}
    for key in gone:
        if bury:
            yield {**about, "_op_type": "index", "_id": document_id(key), "_source": {"key": key, "gone": True}}
        else:
            yield {**about, "_op_type": "delete", "_id": document_id(key)}
    for document in documents:
        yield {**about, "_op_type": "index", "_id": document_id(document.key), "_source": to_source(document)}
