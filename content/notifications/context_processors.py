"""What every template may read of a signed-in person's notices, worked out only when a template reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from content.notifications import background
from content.notifications.inbox import unread_count

if TYPE_CHECKING:
    from django.http import HttpRequest


def notices(request: HttpRequest) -> dict[str, object]:
    """`unread_notices`: how many; 0 for visitors."""

    def count() -> int:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return 0
        background.look()
        return unread_count(user)

    return {"unread_notices": SimpleLazyObject(count)}
