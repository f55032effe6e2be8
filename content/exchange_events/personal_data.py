"""What exchange events keep of a person, for the archive of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.people.models import User


def attendance_of(user: User) -> list[dict[str, object]]:
    """Events that `user` answered or held."""
    answers = [
        {"title": row.event.title, "starts": row.event.starts_at, "answer": row.answer}
        for row in user.exchange_attendances.select_related("event").order_by("pk")
    ]
    held = [
        {"title": event.title, "starts": event.starts_at, "answer": "host"}
        for event in user.hosted_exchanges.order_by("pk")
    ]
    return answers + held
