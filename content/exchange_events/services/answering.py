"""Coming, not coming, and who moves up from the waiting list."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.exchange_events.models import Attendance, ExchangeEvent
from content.exchange_events.permissions import can_answer
from content.exchange_events.services.telling import tell_of_places

if TYPE_CHECKING:
    from content.people.models import User

GOING, WAITING, DECLINED = Attendance.Answer.GOING, Attendance.Answer.WAITING, Attendance.Answer.DECLINED


class NoAnswerTaken(Exception):
    """The event is over, cancelled or not theirs to read by now."""


def lock(event_id: int) -> ExchangeEvent:
    """The event as it is now, locked until the transaction ends: places are given one after the other."""
    event = ExchangeEvent.objects.select_for_update(no_key=True).get(pk=event_id)
    # Read after the lock: joined, PostgreSQL would show what stood there before it waited.
    event.topic = type(event).topic.field.related_model.objects.select_related("category__space").get(pk=event.topic_id)
    return event


@transaction.atomic
def answer(*, user: User, event: ExchangeEvent, comes: bool) -> Attendance:
    """
    Say whether one comes. Where all places are taken, one waits; saying it twice changes nothing.

    Raises `NoAnswerTaken`.
    """
    event = lock(event.pk)
    if not can_answer(user, event):
        raise NoAnswerTaken
    present = Attendance.objects.filter(event=event, user=user).first()
    if comes:
        return _come(event, user, present)
    attendance = present or Attendance(event=event, user=user)
    had_place = attendance.answer == GOING
    attendance.answer = DECLINED
    attendance.save()
    if had_place:
        move_up(event)
    return attendance


def _come(event: ExchangeEvent, user: User, present: Attendance | None) -> Attendance:
    if present and present.answer in {GOING, WAITING}:
        return present
    attendance = present or Attendance(event=event, user=user)
    # Who has declined meanwhile stands at the end of the queue again.
    attendance.queued_at = timezone.now()
    # A place that came free unseen (an account was deleted) is for who waits, not for who happens to come by.
    move_up(event)
    attendance.answer = GOING if has_place(event) else WAITING
    attendance.save()
    return attendance


def has_place(event: ExchangeEvent) -> bool:
    if event.capacity is None:
        return True
    return event.attendances.filter(answer=GOING).count() < event.capacity


def move_up(event: ExchangeEvent) -> list[int]:
    """
    Give the free places of a locked event to those who wait longest and can still come, and tell them; their ids.

    Who has no account any more, or may not read the event, would keep the place empty: they go on waiting.
    """
    free = None
    if event.capacity is not None:
        free = max(event.capacity - event.attendances.filter(answer=GOING).count(), 0)
    if free == 0:
        return []
    waiting = event.attendances.filter(answer=WAITING).select_related("user").order_by("queued_at", "pk")
    moved = list(islice((row for row in waiting if can_answer(row.user, event)), free))
    event.attendances.filter(pk__in=[row.pk for row in moved]).update(answer=GOING)
    user_ids = [row.user_id for row in moved]
    tell_of_places(event, user_ids)
    return user_ids


def leave_all(user: User) -> None:
    """Give back what `user` holds of events to come; who waits moves up. What was held before stays as it was."""
    rows = user.exchange_attendances.filter(event__ends_at__gt=timezone.now())
    # In one order for all, so that two who leave at once wait for each other and no more.
    for event_id in list(rows.order_by("event_id").values_list("event_id", flat=True)):
        event = lock(event_id)
        event.attendances.filter(user=user).delete()
        if event.takes_answers:
            move_up(event)
