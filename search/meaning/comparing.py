"""Which other text each is nearest to, looked for once when it is new: for finding what was written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.meaning.models import DocumentVector
from search.meaning.nearest import matrix
from search.patience import patiently

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 100
NEARLY_SAME_FROM = 0.8


def compare_some() -> int:
    """Look for the nearest other text of a batch of new ones; how many were seen to."""
    view = matrix().view()
    if view is None:
        return 0
    rows = list(DocumentVector.objects.complete().filter(twin_cosine__isnull=True).order_by("pk")[:BATCH])
    for row in rows:
        vector = np.frombuffer(bytes(row.text_vector), dtype=np.float16)
        others = [near for near in view.nearest(vector, 2) if near.key != row.key]
        row.twin_key, row.twin_cosine = (others[0].key, others[0].cosine) if others else ("", 0.0)
    patiently(lambda: DocumentVector.objects.bulk_update(rows, ["twin_key", "twin_cosine"], batch_size=BATCH))
    return len(rows)


def nearly_the_same() -> QuerySet[DocumentVector]:
    """Those with another text that says nearly the same and is still there, nearest first."""
    known = DocumentVector.objects.values("key")
    return DocumentVector.objects.filter(twin_cosine__gte=NEARLY_SAME_FROM, twin_key__in=known).order_by("-twin_cosine")
