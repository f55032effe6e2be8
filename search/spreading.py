"""
A change of words reaches the texts it touches.

They are looked for in the texts themselves: a word that was cut wrongly does not stand in the index. The index in use
stays in use; what holds the word is indexed anew like any other change.
"""

from __future__ import annotations

import logging
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from search import words
from search.indexing import BATCH, is_immediate, queue
from search.models import WordChange
from search.registry import sources
from search.text.normalise import plain
from search.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.documents import SearchDocument

logger = logging.getLogger(__name__)


def changed(spellings: set[str]) -> None:
    """Words with these spellings came, went or were changed, in the transaction that is open."""
    words.note(spellings)
    if is_immediate():
        words.refresh(now=True)
        spread()
    else:
        transaction.on_commit(_worker.wake, robust=True)


def look() -> None:
    """Now and then, see whether another process was killed before it had looked for a change."""
    if not is_immediate():
        _worker.look()


def progress() -> tuple[int, int] | None:
    """How many texts were looked through of how many, or None when no change is under way."""
    return WordChange.objects.values_list("seen", "total").order_by("pk").first()


def spread() -> None:
    """Queue every text that holds one of the changed spellings. What was begun by a killed process begins anew."""
    words.refresh(now=True)
    while rows := list(WordChange.objects.order_by("pk")):
        sought = {spelling for row in rows for spelling in row.spellings.split("\n")}
        chosen = WordChange.objects.filter(pk__in=[row.pk for row in rows])
        keys = [(source, list(source.keys())) for source in sources()]
        total, seen, found = sum(len(listed) for __, listed in keys), 0, 0
        chosen.update(total=total)
        for source, listed in keys:
            iterator = iter(listed)
            while batch := list(islice(iterator, BATCH)):
                touched = [document.key for document in source.documents(batch) if _holds(document, sought)]
                queue(touched)
                seen, found = seen + len(batch), found + len(touched)
                chosen.update(seen=seen)
        chosen.delete()
        logger.info("%d of %d texts hold the changed words and are indexed anew.", found, total)


def rest() -> None:
    """Wait for the end of what is under way: between tests."""
    _worker.rest()


def _holds(document: SearchDocument, sought: Iterable[str]) -> bool:
    texts = [document.title, document.summary, document.body, *document.facts, *document.facets.get("tag", ())]
    texts += [section.text for section in document.sections]
    text = _squeezed("\n".join(texts))
    return any(_squeezed(spelling) in text for spelling in sought)


def _squeezed(text: str) -> str:
    """Without what may or may not stand inside a name."""
    return plain(text).replace(" ", "").replace(".", "").replace("-", "")


_worker = Worker("search-words", spread)
