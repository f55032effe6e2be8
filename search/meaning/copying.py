"""From the table of vectors to the files that questions are asked of, on each machine."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, Max
from django.utils.dateparse import parse_datetime

from search.backends.base import BusyError
from search.locks import locked
from search.meaning.matrix import GONE, PER_SLOT, SLOT_BYTES, Entry
from search.meaning.models import DocumentVector
from search.meaning.nearest import matrix
from search.text.meaning import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from search.meaning.matrix import MatrixFiles

logger = logging.getLogger(__name__)

# Rows are stamped before they are committed: what was stamped shortly before the newest known may be new as well.
OVERLAP = datetime.timedelta(minutes=5)
# A generation is made anew when it holds twice what it was made with: slots of former vectors pile up in it.
GROWTH, LEAST_GROWTH = 2, 500
COLUMNS = ("key", "title_digest", "text_digest", "title_vector", "text_vector")


def refresh(patience: float = 0.0) -> bool:
    """Bring the files up to the table; whether anything changed. False also where another process is at it."""
    files = matrix().files
    try:
        with locked(files.folder, "vectors", patience):
            return _refresh(files)
    except BusyError:
        return False


def _refresh(files: MatrixFiles) -> bool:
    rows = DocumentVector.objects.complete()
    counted = rows.aggregate(number=Count("pk"), newest=Max("stored_at"))
    table = (counted["number"], counted["newest"].isoformat() if counted["newest"] else "")
    about = files.about()
    if about is not None and about.table == table:
        return False
    if about is None or about.slots > about.made_with * GROWTH + LEAST_GROWTH:
        files.create(_entries(rows.order_by("pk")), table)
        return True
    known = dict(files.keys(about))
    held = {key for key, digests in known.items() if digests != GONE}
    since = parse_datetime(about.table[1]) if about.table[1] else None
    recent = rows.filter(stored_at__gte=since - OVERLAP) if since else rows
    about = files.append(about, _unknown(recent, known, held), table)
    if len(held) != table[0]:
        # Something went, or came past the overlap: compare all keys.
        current = set(rows.values_list("key", flat=True))
        gone = [Entry(key, GONE, None) for key in sorted(held - current)]
        about = files.append(about, gone, table)
        missing = sorted(current - held)
        for start in range(0, len(missing), 500):
            about = files.append(about, _entries(rows.filter(key__in=missing[start : start + 500])), table)
    return True


def _unknown(rows: QuerySet[DocumentVector], known: dict[str, str], held: set[str]) -> Iterator[Entry]:
    """Of these rows, those whose vectors the files do not have; their keys are added to `held`."""
    digests = rows.values_list("key", "title_digest", "text_digest")
    fresh = [key for key, title, text in digests.iterator() if known.get(key) != f"{title}{text}"]
    for start in range(0, len(fresh), 500):
        for entry in _entries(rows.filter(key__in=fresh[start : start + 500])):
            held.add(entry.key)
            yield entry


def _entries(rows: QuerySet[DocumentVector]) -> Iterator[Entry]:
    for key, title_digest, text_digest, title, text in rows.values_list(*COLUMNS).iterator(chunk_size=500):
        stored = bytes(title) + bytes(text)
        if len(stored) != SLOT_BYTES["vectors"]:
            logger.warning("The vectors of %s are of another length and left out.", key)
            continue
        vectors = np.frombuffer(stored, dtype=np.float16)
        yield Entry(key, f"{title_digest}{text_digest}", vectors.reshape(PER_SLOT, DIMENSIONS))
