"""What notifications keep of a person, for the archive of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.people.models import User

MOST_NOTICES = 5_000


def notices_of(user: User) -> list[dict[str, object]]:
    """What was told to `user`, newest first."""
    notices = user.notices.select_related("event").order_by("-pk")[:MOST_NOTICES]
    return [
        {"title": event.title, "text": event.text, "url": event.url, "happened": event.fired_at}
        for event in (notice.event for notice in notices)
    ]


def follows_of(user: User) -> list[dict[str, object]]:
    """What `user` follows."""
    rows = user.follows.select_related("page", "tag", "learning_area", "work_group")
    return [{"follows": str(row.page or row.tag or row.learning_area or row.work_group)} for row in rows.order_by("pk")]
