"""Analysing many documents at once, on all cores: what a whole rebuild spends most of its time on."""

from __future__ import annotations

import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, connections

from search.documents import SearchDocument
from search.prepared import PreparedDocument, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Prepare = Callable[[Iterable[SearchDocument]], list[PreparedDocument]]

logger = logging.getLogger(__name__)
# So many documents go to a process at a time.
HANDFUL = 20


def prepare_here(documents: Iterable[SearchDocument]) -> list[PreparedDocument]:
    return [prepare(document) for document in documents]


@contextmanager
def preparing(processes: int) -> Iterator[Prepare]:
    """
    A function that prepares documents with that many processes; with one, in this one.

    Call it in a process without other threads and outside a transaction: the helpers are forks of it, so that they know
    the same words, and share no connection with it.
    """
    if processes < 2 or connection.in_atomic_block:
        yield prepare_here
        return
    # Whatever is loaded with the first document is loaded once, before the processes part.
    prepare(SearchDocument(key="first", kind="first", title="ขุมความรู้", url="/", audience=frozenset({"nobody"})))
    connections.close_all()
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
        # The processes begin with the first task: now, before an engine has threads.
        list(pool.map(len, [()]))

        def prepare_together(documents: Iterable[SearchDocument]) -> list[PreparedDocument]:
            given = list(documents)
            try:
                return list(pool.map(prepare, given, chunksize=HANDFUL))
            except BrokenProcessPool:
                logger.warning("A helper process was ended from outside; this process goes on alone.")
                return prepare_here(given)

        yield prepare_together
