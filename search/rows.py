"""Hits as the plain values that the templates of lists take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.registry import kind_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.query import Hit


def rows_of(hits: Iterable[Hit], *, with_kind: bool = True) -> list[dict[str, object]]:
    """What `components/item_rows.html` shows of each hit; the list of one kind does not repeat its name."""
    labels = kind_labels()
    return [
        {
            "title": hit.title,
            "url": hit.url,
            "kind": hit.kind,
            "kind_label": labels.get(hit.kind, hit.kind) if with_kind else "",
            "passage": hit.passage,
            "facts": hit.facts,
            "date": hit.date,
            "trail": hit.trail,
            "state": hit.state,
            "section": hit.section,
        }
        for hit in hits
    ]
