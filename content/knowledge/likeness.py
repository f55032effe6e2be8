"""Items that are about the same, shown behind those an author has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import audiences_of
from content.core.search_sources import page_key
from search.service import kind_labels, related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from content.knowledge.models import KnowledgeItem

# With those an author chose. More of the author's own are shown all the same.
MOST_RELATED = 6


def like_this(item: KnowledgeItem, request: HttpRequest, shown: Iterable[int], chosen: int) -> list[dict[str, object]]:
    """Rows of what this viewer may read and is about the same; `shown` pages already stand on the page."""
    room = MOST_RELATED - chosen
    if room <= 0 or not item.live or getattr(request, "is_preview", False):
        return []
    found = related(
        page_key(item.pk),
        audiences_of(request.user),
        room,
        leave_out=[page_key(pk) for pk in shown],
        title=item.title,
    )
    labels = kind_labels()
    return [
        {
            "title": "".join(segment.text for segment in hit.title),
            "url": hit.url,
            "kind": hit.kind,
            "kind_label": labels.get(hit.kind, hit.kind),
        }
        for hit in found
    ]
