"""
Vectors in the database, by the content they are of: a rebuild of the index never computes one anew.

What is indexed is noted here and embedded later, in the background; a vector is computed once for equal texts. Rows are
claimed for a short while, so that several processes and machines share the work and none of it is lost with a process.
"""

from __future__ import annotations

import datetime
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.db.models import F, Q
from django.utils import timezone

from search.meaning.embedding import get_embedder
from search.meaning.models import DocumentVector
from search.patience import patiently
from search.text.meaning import digest, document_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from search.text.meaning import Embedder

# About two seconds of work: a process that ends waits no longer for it.
BATCH = 8
CLAIM = datetime.timedelta(minutes=2)
CHUNK = 500
STORED = np.float16


class Progress(NamedTuple):
    """How many items are known, how many of them have vectors, and how many wait for new ones."""

    together: int
    ready: int
    waiting: int


def note(shown: Mapping[str, str], name: str) -> None:
    """Remember what the embedder of that name is to embed of these keys: title, line break, text."""
    texts = {key: _texts(text) for key, text in shown.items()}
    keys = list(texts)
    rows = {row.key: row for some in _chunks(keys) for row in DocumentVector.objects.filter(key__in=some)}
    now = timezone.now()
    new, changed = [], []
    for key, (title, beginning) in texts.items():
        row = rows.get(key) or DocumentVector(key=key)
        digests = digest(name, title), digest(name, beginning)
        if (row.title_digest, row.text_digest) == digests:
            continue
        row.title_digest, row.text_digest = digests
        row.title_text, row.beginning_text = title, beginning
        # Whoever is at work on the former text sees by the claim that its vector is out of date.
        row.waiting_since, row.claim, row.claimed_until = now, "", None
        (changed if row.pk else new).append(row)
    # Two processes may note the same new document: the texts of the first are as good.
    DocumentVector.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    fields = ["title_digest", "text_digest", "title_text", "beginning_text", "waiting_since", "claim", "claimed_until"]
    DocumentVector.objects.bulk_update(changed, fields, batch_size=CHUNK)


def forget(keys: Collection[str]) -> None:
    """These can no longer be found."""
    for some in _chunks(list(keys)):
        DocumentVector.objects.filter(key__in=some).delete()


def keys_but(known: Collection[str]) -> list[str]:
    """Keys that have a row and are not among the known ones."""
    return [key for key in DocumentVector.objects.values_list("key", flat=True).iterator() if key not in known]


def progress() -> Progress:
    rows = DocumentVector.objects
    return Progress(rows.count(), rows.complete().count(), rows.waiting().count())


def seconds_until_free() -> float | None:
    """Until the first claim runs out of what still waits: its process may have ended. None where nothing waits."""
    waiting = DocumentVector.objects.waiting().order_by(F("claimed_until").asc(nulls_first=True))
    moments = list(waiting.values_list("claimed_until", flat=True)[:1])
    if not moments:
        return None
    return max((moments[0] - timezone.now()).total_seconds(), 0.0) if moments[0] else 0.0


def compute_some() -> int:
    """Embed one batch of what waits; how many items were seen to. 0: nothing is left that nobody works at."""
    embedder = get_embedder()
    if embedder is None:
        return 0
    rows = _claim()
    known = _known_vectors(rows)
    for row in rows:
        _store(row, _vectors_of(row, known, embedder))
    return len(rows)


def _texts(shown: str) -> tuple[str, str]:
    title, _, body = shown.partition("\n")
    return document_texts(title, body)


def _claim() -> list[DocumentVector]:
    """Rows that this process alone works at for the next two minutes."""
    free = DocumentVector.objects.waiting().unclaimed()
    claim = token_hex(8)
    chosen = list(free.values_list("pk", flat=True)[:BATCH])
    # Asked again in the one statement that claims: another process may have been quicker.
    DocumentVector.objects.unclaimed().filter(pk__in=chosen, waiting_since__isnull=False).update(
        claim=claim, claimed_until=timezone.now() + CLAIM
    )
    return list(DocumentVector.objects.filter(pk__in=chosen, claim=claim))


def _known_vectors(rows: Sequence[DocumentVector]) -> dict[str, bytes]:
    """Vectors of the same texts that were computed for other documents."""
    wanted = {row.title_digest for row in rows} | {row.text_digest for row in rows}
    same = DocumentVector.objects.filter(
        Q(title_digest__in=wanted) | Q(text_digest__in=wanted), waiting_since__isnull=True, stored_at__isnull=False
    )
    known: dict[str, bytes] = {}
    for pairs in same.values_list("title_digest", "title_vector", "text_digest", "text_vector")[: 4 * BATCH]:
        known[pairs[0]], known[pairs[2]] = bytes(pairs[1]), bytes(pairs[3])
    return known


def _vectors_of(row: DocumentVector, known: dict[str, bytes], embedder: Embedder) -> tuple[bytes, bytes]:
    for name, text in ((row.title_digest, row.title_text), (row.text_digest, row.beginning_text)):
        if name not in known:
            known[name] = embedder.passages([text])[0].astype(STORED).tobytes()
    return known[row.title_digest], known[row.text_digest]


def _store(row: DocumentVector, vectors: tuple[bytes, bytes]) -> None:
    """Keep the vectors, unless the text was changed or the document went meanwhile."""
    mine = DocumentVector.objects.filter(
        pk=row.pk, claim=row.claim, title_digest=row.title_digest, text_digest=row.text_digest
    )
    stored = {
        "title_vector": vectors[0],
        "text_vector": vectors[1],
        "title_text": "",
        "beginning_text": "",
        "waiting_since": None,
        "claim": "",
        "claimed_until": None,
        "twin_key": "",
        "twin_cosine": None,
    }
    # Stamped at each attempt: whoever copies what is new looks back a few minutes only.
    patiently(lambda: mine.update(**stored, stored_at=timezone.now()), CLAIM.total_seconds())


def _chunks(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
