"""What a moderator should know before and after deciding, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.querysets import visible_page_ids
from content.forums.models import KnowledgeFromTopic, Report, Sanction
from content.writing.permissions import can_see_draft

if TYPE_CHECKING:
    from content.forums.models import Post
    from content.people.models import User


def reports_of(post: Post) -> list[dict[str, object]]:
    """The open reports of a post, oldest first."""
    reports = Report.objects.filter(post=post, settled_at=None).select_related("reporter__profile")
    return [report_values(report) for report in reports.order_by("created_at", "pk")]


def report_values(report: Report) -> dict[str, object]:
    return {
        "reason": report.get_reason_display(),
        "text": report.text,
        "who": report.reporter.public_name if report.reporter else _("Somebody"),
        "at": report.created_at,
    }


def author_facts(post: Post) -> dict[str, object]:
    """How often the author was warned and suspended, and whether a suspension is in force."""
    if post.author_id is None:
        return {"who": _("Somebody"), "warnings": 0, "suspensions": 0, "is_suspended": False}
    kinds = list(Sanction.objects.filter(user=post.author_id).values_list("kind", flat=True))
    return {
        "who": post.author.public_name,
        "warnings": kinds.count(Sanction.Kind.WARNING),
        "suspensions": kinds.count(Sanction.Kind.SUSPENSION),
        "is_suspended": Sanction.objects.suspensions_in_force().filter(user=post.author_id).exists(),
    }


def knowledge_from(post: Post, user: User) -> dict[str, object]:
    """
    The items of the knowledge bank drafted from a post: how many there are, and those that `user` may see.

    They are changed by hand: their authors made something of their own of it.
    """
    drafted = KnowledgeFromTopic.objects.filter(posts=post).select_related("page").order_by("pk")
    pages = {origin.page_id: origin.page for origin in drafted}
    live = visible_page_ids(user, [page.pk for page in pages.values() if page.live])
    rows = [{"title": page.title, "url": page.get_url() or ""} for page in pages.values() if page.pk in live]
    rows += [
        {"title": page.draft_title or page.title, "url": reverse("writing:edit", args=[page.pk])}
        for page in pages.values()
        if not page.live and can_see_draft(user, page)
    ]
    return {"count": len(pages), "rows": rows}
