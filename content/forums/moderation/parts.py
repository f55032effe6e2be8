"""What moderation adds to other pages: to each post of a topic, and to my page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from content.forums.models import Report
from content.forums.moderation.queue import waiting_count
from content.forums.permissions import can_moderate_topic, can_read_log, moderates_any
from content.forums.topic_page import register_post_part
from content.people.my_page import OFFICE, register_section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Post, Topic


def register() -> None:
    register_post_part("open_reports", open_reports_of)
    register_section(
        key="forum_queue",
        group=OFFICE,
        order=60,
        label=_("Forums: what waits for a moderator"),
        url="forums_queue",
        count=waiting_count,
        shown_to=moderates_any,
    )
    register_section(
        key="forum_log",
        group=OFFICE,
        order=61,
        label=_("Forums: log of the moderators"),
        url="forums_log",
        shown_to=can_read_log,
    )


def open_reports_of(posts: Sequence[Post], user: object, topic: Topic) -> dict[int, int]:
    """How many open reports each post has; asked for moderators only."""
    if not can_moderate_topic(user, topic):
        return {}
    reports = Report.objects.filter(post__in=[post.pk for post in posts], settled_at=None).order_by()
    return dict(reports.values_list("post").annotate(count=Count("pk")))
