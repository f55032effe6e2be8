"""What is like a title: offered to its writer, so that a question may be answered before it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import audiences_of
from search.service import kind_labels, similar

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_OFFERED = 5
# Shorter titles are like everything.
SHORTEST_TITLE = 6


def like_title(user: object, title: str) -> list[Mapping[str, object]]:
    """Topics and items like the title that `user` may read, best first; none where search is down."""
    words = " ".join(title.split())
    if len(words) < SHORTEST_TITLE:
        return []
    labels = kind_labels()
    found: dict[str, Mapping[str, object]] = {}
    for hit in similar(words, audiences_of(user), 2 * MOST_OFFERED):
        url = hit.url.partition("#")[0].partition("?")[0]
        # A long topic is found by several of its parts.
        found.setdefault(
            url,
            {
                "title": "".join(segment.text for segment in hit.title),
                "url": hit.url,
                "kind": hit.kind,
                "kind_label": str(labels.get(hit.kind, "")),
                "state": hit.state,
            },
        )
    return list(found.values())[:MOST_OFFERED]
