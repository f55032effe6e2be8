"""Reporting a post, and settling what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.forums.models import Report
from content.forums.moderation.events import ReportSettled
from content.forums.moderation.log import Action, overtaken, record
from content.forums.permissions import can_moderate_topic, can_report
from content.forums.services.counting import lock_post
from content.forums.services.gate import Refused
from content.notifications.services import fire

if TYPE_CHECKING:
    from content.forums.models import Post
    from content.people.models import User

MOST_OPEN_REPORTS = 30


def report_post(*, user: User, post: Post, reason: str, text: str = "") -> Report:
    """
    Say that moderators should look at a post. Said again before they have, it is the same report.

    Raises `PermissionDenied`, and `Refused` for whoever has very many reports open.
    """
    if not can_report(user, post):
        raise PermissionDenied
    present = Report.objects.filter(post=post, reporter=user, settled_at=None).first()
    if present:
        return present
    if Report.objects.filter(reporter=user, settled_at=None).count() >= MOST_OPEN_REPORTS:
        raise Refused(_("Moderators have not looked at your other reports yet. Report this when they have."))
    try:
        with transaction.atomic():
            return Report.objects.create(post=post, reporter=user, reason=reason, text=text)
    except IntegrityError:
        # The other press of the button was quicker.
        return Report.objects.get(post=post, reporter=user, settled_at=None)


@transaction.atomic
def dismiss(*, user: User, post_id: int, reason: str = "") -> Post:
    """Leave a reported post as it is. Raises `OvertakenError` where no report is open any more."""
    post = lock_post(post_id)
    if not can_moderate_topic(user, post.topic):
        raise PermissionDenied
    if not settle(post=post, user=user, outcome=Action.DISMISS):
        raise overtaken(user, post=post)
    record(Action.DISMISS, actor=user, post=post, reason=reason)
    return post


def settle(*, post: Post, user: User, outcome: str) -> int:
    """Close the open reports of a post and tell their writers; how many there were. Inside the acting transaction."""
    reports = list(Report.objects.filter(post=post, settled_at=None))
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(settled_at=timezone.now(), settled_by=user)
    for report in reports:
        if report.reporter_id:
            fire(
                ReportSettled(
                    actor=user,
                    person_id=report.reporter_id,
                    category_id=post.topic.category_id,
                    report_id=report.pk,
                    outcome=str(outcome),
                    url=post.topic.get_absolute_url(),
                    title=post.topic.title,
                )
            )
    return len(reports)
