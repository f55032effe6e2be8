"""
From what was fired to what each person is told.

A fired event becomes a notice for each of its people who may know of it and has not switched its kind off, and a place
in a message of every channel that reaches them. One row in one transaction claims the event, so that several processes
may do this at once and a crash leaves it waiting.
"""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from content.notifications.channels import channels
from content.notifications.models import LONGEST_ERROR, FiredEvent, Message, Notice
from content.notifications.rhythms import Rhythm
from content.notifications.sending import Sent, send_due
from content.notifications.settings_of import rhythms_of_kind
from content.notifications.timing import next_digest
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.notifications.channels import Channel

logger = logging.getLogger(__name__)
BATCH = 100
FIRST_PAUSE = datetime.timedelta(seconds=30)
LONGEST_PAUSE = datetime.timedelta(hours=1)
SENT_BY_CHANNELS = (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY)


class Delivered(NamedTuple):
    """What one delivery did."""

    events: int
    sent: Sent


def deliver() -> Delivered:
    """Make notices of everything fired and send what is due. Safe to be called anywhere, at any time, twice at once."""
    return Delivered(spread_all(), send_due())


def soonest() -> datetime.datetime | None:
    """When something is due next."""
    moments = [
        queryset.order_by("not_before").values_list("not_before", flat=True).first()
        for queryset in (FiredEvent.objects.waiting(), Message.objects.waiting())
    ]
    return min((moment for moment in moments if moment), default=None)


def spread_all() -> int:
    """Make notices of all events that wait; one that fails is tried again later and holds up no other."""
    count = 0
    while rows := list(FiredEvent.objects.due().select_related("actor__profile", "page")[:BATCH]):
        for row in rows:
            try:
                spread(row)
                count += 1
            except Exception as error:  # Events belong to features: whatever they raise, others must be told.
                logger.exception("The event %s could not be told; it is tried again.", row.key)
                _postpone(row, error)
    return count


@transaction.atomic
def spread(row: FiredEvent) -> None:
    """Tell one event to its people, once."""
    claimed = FiredEvent.objects.filter(pk=row.pk, spread_at=None).update(spread_at=timezone.now())
    event = row.as_event()
    if not claimed or event is None:
        return
    people = list(
        User.objects.filter(pk__in=row.recipient_ids, is_active=True).select_related("profile").order_by("pk")
    )
    rhythms = rhythms_of_kind(row.kind, [user.pk for user in people])
    told = [user for user in people if rhythms[user.pk] != Rhythm.OFF and event.may_see(user)]
    Notice.objects.bulk_create(
        [Notice(event=row, recipient=user, rhythm=rhythms[user.pk]) for user in told], ignore_conflicts=True
    )
    notices = list(Notice.objects.filter(event=row, recipient__in=told).select_related("recipient"))
    for channel in channels():
        _plan(channel, [notice for notice in notices if notice.rhythm in SENT_BY_CHANNELS])


def _plan(channel: Channel, notices: Iterable[Notice]) -> None:
    """Give each notice its place in a message of the channel: one of its own, or the next digest."""
    now = timezone.now()
    wanted: dict[tuple[int, str], Notice] = {}
    messages = []
    for notice in notices:
        if not channel.reaches(notice.recipient):
            continue
        if notice.rhythm == Rhythm.AT_ONCE:
            key, due = f"notice:{notice.pk}", now
        else:
            due = next_digest(notice.rhythm, now)
            key = f"{notice.rhythm}:{due.date().isoformat()}"
        wanted[notice.recipient_id, key] = notice
        messages.append(
            Message(
                channel=channel.name,
                recipient_id=notice.recipient_id,
                rhythm=notice.rhythm,
                key=key,
                due_at=due,
                not_before=due,
            )
        )
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    stored = Message.objects.filter(
        channel=channel.name,
        recipient__in={user_id for user_id, key in wanted},
        key__in={key for user_id, key in wanted},
    )
    places = Message.notices.through
    places.objects.bulk_create(
        [
            places(message_id=message.pk, notice_id=wanted[message.recipient_id, message.key].pk)
            for message in stored
            if (message.recipient_id, message.key) in wanted
        ],
        ignore_conflicts=True,
    )


def _postpone(row: FiredEvent, error: Exception) -> None:
    attempts = row.attempts + 1
    pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 12), LONGEST_PAUSE)
    FiredEvent.objects.filter(pk=row.pk, spread_at=None).update(
        attempts=attempts,
        not_before=timezone.now() + pause,
        last_error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR],
    )
