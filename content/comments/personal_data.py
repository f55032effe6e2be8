"""What talk beside items keeps of a person, for the archive of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.people.models import User

MOST_COMMENTS = 5_000


def comments_of(user: User) -> list[dict[str, object]]:
    rows = user.comments_beside.select_related("page").order_by("pk")[:MOST_COMMENTS]
    return [{"beside": row.page.title, "written": row.created_at, "text": row.text} for row in rows]


def votes_of(user: User) -> list[dict[str, object]]:
    rows = user.votes.select_related("page").order_by("pk")
    return [{"item": row.page.title, "is_helpful": row.is_helpful, "reason": row.reason} for row in rows]
