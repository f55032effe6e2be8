"""What indexing tells the vectors: what can be found now, what went, and when to catch up."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, OperationalError, transaction

from search.meaning import background, keeping
from search.meaning.embedding import get_embedder

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.prepared import PreparedDocument

logger = logging.getLogger(__name__)


def indexed(documents: Collection[PreparedDocument], gone: Collection[str]) -> None:
    """
    These documents are in the index, those keys no longer. Words are found without vectors: a fault in noting them is
    logged. Raises OperationalError where the database cannot be written now; the caller tells of them again.
    """
    embedder = get_embedder()
    if embedder is None:
        return
    try:
        with transaction.atomic():
            keeping.note({document.key: document.shown for document in documents}, embedder.name)
            keeping.forget(gone)
    except OperationalError:
        raise
    except DatabaseError:
        logger.exception("Vectors are not noted; `manage.py search_vectors --all` notes them again.")


def not_among(keys: Collection[str]) -> list[str]:
    """Keys that have vectors and are not among these."""
    return [] if get_embedder() is None else keeping.keys_but(keys)


def catch_up(*, at_once: bool) -> None:
    """Embed what was noted: in the background, or at once where a process does everything itself (tests)."""
    if get_embedder() is None:
        return
    if at_once:
        background.compute_all()
    else:
        background.worker.wake()


def look() -> None:
    """Now and then, see whether something waits or came from another machine. Cheap enough for every request."""
    background.worker.look()


def rest() -> None:
    background.worker.rest()
