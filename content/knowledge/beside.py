"""
What stands beside an item for the person who looks at it: following, and what layers above the bank register.

An item's own content is remembered for all viewers of the same audiences. What depends on the person, or changes
without the item, is made here for each view and shown by `layouts/knowledge_item.html` outside of what is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.memory import remembered
from content.notifications.follows import follow_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from django.http import HttpRequest

    from content.knowledge.models import KnowledgeItem
    from search.documents import Section

_parts: dict[str, Callable[[KnowledgeItem, HttpRequest], object]] = {}
_findable: dict[str, Callable[[Collection[int]], Mapping[int, Sequence[Section]]]] = {}


def register_part(name: str, build: Callable[[KnowledgeItem, HttpRequest], object]) -> None:
    """Give the templates of every item `name`, made by `build(item, request)` for each view."""
    _parts[name] = build


def register_findable(name: str, sections: Callable[[Collection[int]], Mapping[int, Sequence[Section]]]) -> None:
    """
    Let the search find what stands beside items, for whoever may read the item.

    `sections(page_ids)` answers for a whole batch at once. Whoever changes such a part tells `search.service.changed`.
    """
    _findable[name] = sections


def findable_beside(page_ids: Collection[int]) -> dict[int, list[Section]]:
    found: dict[int, list[Section]] = {}
    for sections in _findable.values():
        for pk, parts in sections(page_ids).items():
            found.setdefault(pk, []).extend(parts)
    return found


def parts_beside(item: KnowledgeItem, request: HttpRequest) -> dict[str, object]:
    return {name: build(item, request) for name, build in _parts.items()}


def following(item: KnowledgeItem, request: HttpRequest) -> dict[str, object] | None:
    """What of this item can be followed: itself, its tags, its learning areas, its work group. Nothing for visitors."""
    if not request.user.is_authenticated:
        return None
    rows = follow_rows(request.user, remembered(("follow targets", item.pk), lambda: _targets(item)))
    # Those who follow the same of an item are shown the same.
    return {"rows": rows, "key": (item.pk, *(row["is_followed"] for row in rows))}


def _targets(item: KnowledgeItem) -> list[tuple[str, int, str]]:
    group = [item.work_group] if item.work_group else []
    return [
        ("page", item.pk, ""),
        *(("tag", tag.pk, tag.name) for tag in item.tags.all()),
        *(("learning_area", area.pk, area.name) for area in item.learning_areas.all()),
        *(("work_group", work_group.pk, work_group.name) for work_group in group),
    ]


register_part("following", following)
