"""Submissions that wait too long: a reminder after some working days, then the head of the work group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import holidays
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState

from content.knowledge.permissions import has_written
from content.notifications.services import fire
from content.people.models import User
from content.people.roles import RoleKey
from content.writing import events
from content.writing.models import ReviewTaskState

if TYPE_CHECKING:
    from collections.abc import Sequence

SATURDAY = 5


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Working days after `first` up to and with `last`: no weekends, no public holidays of Thailand."""
    if last <= first:
        return 0
    free = holidays.country_holidays("TH", years=range(first.year, last.year + 1))
    days = (first + dt.timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < SATURDAY and day not in free for day in days)


def remind_reviewers(now: dt.datetime | None = None) -> tuple[int, int]:
    """
    Remind and escalate what is due; answers how many of each. Run as often as one likes: each submission is reminded
    of once and escalated once.
    """
    today = timezone.localdate(now or timezone.now())
    waiting = ReviewTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, escalated_at=None)
    reminded = escalated = 0
    for pk, started_at in list(waiting.order_by("started_at").values_list("pk", "started_at")):
        waited = working_days_between(timezone.localdate(started_at), today)
        if waited >= settings.KM_REVIEW_ESCALATE_DAYS:
            escalated += _escalate(pk)
        elif waited >= settings.KM_REVIEW_REMIND_DAYS:
            reminded += _remind(pk)
    return reminded, escalated


@transaction.atomic
def _remind(pk: int) -> bool:
    submission = _still_waiting(pk, reminded_at=None)
    if submission is None:
        return False
    submission.reminded_at = timezone.now()
    submission.save(update_fields=["reminded_at"])
    fire(events.ReviewReminded.of(submission, None))
    return True


@transaction.atomic
def _escalate(pk: int) -> bool:
    submission = _still_waiting(pk, escalated_at=None)
    if submission is None:
        return False
    submission.escalated_at = timezone.now()
    submission.save(update_fields=["escalated_at"])
    submission.escalated_to.set(heads_for(submission))
    fire(events.ReviewEscalated.of(submission, None))
    return True


def _still_waiting(pk: int, **conditions: object) -> ReviewTaskState | None:
    """Asked again with the row locked: two runs at once act once."""
    waiting = ReviewTaskState.objects.filter(pk=pk, status=TaskState.STATUS_IN_PROGRESS, **conditions)
    # Only our own table is locked, not the workflow tables that PostgreSQL cannot lock behind an outer join.
    return waiting.select_for_update(of=("self",)).select_related("page").first()


def heads_for(submission: ReviewTaskState) -> Sequence[User]:
    """Who holds the position of the work group's head; where nobody does, or they wrote it, the administrators."""
    group = submission.work_group
    active = User.objects.filter(is_active=True)
    heads: Sequence[User] = []
    if group is not None and group.head_position:
        heads = list(active.filter(profile__work_group=group, profile__position=group.head_position))
    heads = [person for person in heads if not has_written(person, submission.page)]
    if heads:
        return heads
    administrators = active.filter(groups__role__key=RoleKey.ADMINISTRATOR).distinct()
    return [person for person in administrators if not has_written(person, submission.page)]
