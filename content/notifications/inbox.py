"""A person's notices as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.urls import reverse

from content.core.paging import pagination
from content.notifications.models import Notice
from themes.thai_text import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.people.models import User

PAGE_SIZE = 20
LONGEST_EXCERPT = 220


def unread_count(user: User) -> int:
    """How many notices `user` has not read and may still see."""
    # Every page of a member asks this. Most have read everything, which a far shorter question tells.
    if not Notice.objects.unread().filter(recipient_id=user.pk).exists():
        return 0
    return Notice.objects.inbox_of(user).unread().count()


def inbox_context(user: User, parameters: Mapping[str, str]) -> dict[str, object]:
    """One page of the inbox, of the unread only where `show=unread` is asked for."""
    notices = Notice.objects.inbox_of(user).newest_first()
    only_unread = parameters.get("show") == "unread"
    shown = notices.unread() if only_unread else notices
    page = Paginator(shown.with_event(), PAGE_SIZE).get_page(parameters.get("page"))
    newest = notices.values_list("pk", flat=True).order_by("-pk").first()
    return {
        "rows": [_row(notice) for notice in page.object_list],
        "only_unread": only_unread,
        "unread": notices.unread().count(),
        "total": page.paginator.count,
        "newest_id": newest or 0,
        "pagination": pagination(page, {"show": "unread" if only_unread else ""}),
    }


def _row(notice: Notice) -> dict[str, object]:
    event = notice.event.as_event()
    return {
        "pk": notice.pk,
        "sentence": event.sentence() if event else notice.event.title,
        "text": cut(notice.event.text, LONGEST_EXCERPT),
        "url": notice.event.url,
        "label": event.label if event else "",
        "happened_at": notice.event.fired_at,
        "is_unread": notice.read_at is None,
        "read_url": reverse("notices_read", args=[notice.pk]),
    }
