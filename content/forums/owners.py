"""The latest topics of a work group, a team or a school, for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from content.forums.models import Category, Topic
from content.people.models import School, StaffTeam, WorkGroup

if TYPE_CHECKING:
    from content.website.talk import Owner

TOPICS_SHOWN = 5
FIELDS = {WorkGroup: "work_group", StaffTeam: "team", School: "school"}


def latest_of(owner: Owner, user: object) -> list[dict[str, object]]:
    """Of the categories that belong to it, themselves or by their space. Two queries, one where it has none."""
    field = FIELDS[type(owner)]
    unnamed = Q(work_group=None, team=None, school=None)
    own = Q(**{field: owner}) | unnamed & Q(**{f"space__{field}": owner})
    categories = list(Category.objects.visible_to(user).filter(own).values_list("pk", flat=True))
    if not categories:
        return []
    topics = Topic.objects.visible().in_categories(categories).select_related("category").newest_first()
    return [
        {
            "title": topic.title,
            "url": topic.get_absolute_url(),
            "facts": [topic.get_kind_display(), topic.category.name],
            "date": topic.last_posted_at,
        }
        for topic in topics[:TOPICS_SHOWN]
    ]
