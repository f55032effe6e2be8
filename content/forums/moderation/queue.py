"""
What waits for a moderator, in the categories they moderate and read: reported posts, held topics and held posts.

Read by the queue, and counted on my page. The partial indexes of open reports and of held posts keep it fast beside a
million posts that wait for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from content.forums.models import Post, Report
from content.forums.models.topics import State
from content.forums.moderation.facts import report_values
from content.forums.moderation.forms import places_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from content.forums.models import Category
    from content.people.models import User

PAGE_SIZE = 30


def waiting_count(user: User) -> int:
    """Posts that are held or reported, each once; one query."""
    held = _held(user).order_by().values("pk")
    reported = _open_reports(user).order_by().values("post_id")
    return held.union(reported).count()


def reported_rows(user: User, after: tuple[datetime.datetime, int] | None) -> list[dict[str, object]]:
    """Reported posts, the longest waiting first, one more than a page; three queries."""
    reports = _open_reports(user).order_by().values("post_id").annotate(first=Min("created_at"), count=Count("pk"))
    if after:
        reports = reports.filter(Q(first__gt=after[0]) | Q(first=after[0], post_id__gt=after[1]))
    waiting = list(reports.order_by("first", "post_id")[: PAGE_SIZE + 1])
    ids = [row["post_id"] for row in waiting]
    posts = _with_facts(Post.objects.filter(pk__in=ids)).in_bulk()
    said: dict[int, list[dict[str, object]]] = defaultdict(list)
    written = Report.objects.filter(post__in=ids, settled_at=None).select_related("reporter__profile")
    for report in written.order_by("created_at", "pk"):
        said[report.post_id].append(report_values(report))
    return [
        {**_row(posts[row["post_id"]]), "since": row["first"], "reports": said[row["post_id"]]}
        for row in waiting
        if row["post_id"] in posts
    ]


def held_rows(user: User, after: tuple[datetime.datetime, int] | None) -> list[dict[str, object]]:
    """Held topics and posts, the longest waiting first, one more than a page; one query."""
    held = _held(user)
    if after:
        held = held.filter(Q(created_at__gt=after[0]) | Q(created_at=after[0], pk__gt=after[1]))
    posts: Sequence[Post] = _with_facts(held.order_by("created_at", "pk"))[: PAGE_SIZE + 1]
    return [{**_row(post), "since": post.created_at, "reports": []} for post in posts]


def _held(user: User) -> QuerySet[Post]:
    return Post.objects.filter(state=State.PENDING, topic__category_id__in=_places(user))


def _open_reports(user: User) -> QuerySet[Report]:
    return Report.objects.filter(settled_at=None, post__topic__category_id__in=_places(user))


def _places(user: User) -> QuerySet[Category]:
    return places_of(user).order_by().values("pk")


def _with_facts(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.select_related("topic__category", "author__profile")


def _row(post: Post) -> dict[str, object]:
    topic = post.topic
    return {
        "pk": post.pk,
        "number": post.number,
        "title": topic.title,
        "url": post.get_absolute_url(),
        "kind": topic.get_kind_display() if post.is_opening else "",
        "is_opening": post.is_opening,
        "is_held": post.state == State.PENDING,
        "category": topic.category.name,
        "who": post.author.public_name if post.author else _("Somebody"),
        "body": post.body,
        "why": post.state_reason,
        "moderate_url": f"{reverse('forums_post_moderation', args=[post.pk])}?from=queue",
    }
