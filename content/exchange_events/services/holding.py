"""Calling an event, changing it, cancelling it, and saying what came of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.exchange_events.models import CODE_LETTERS, ExchangeEvent
from content.exchange_events.permissions import can_change, can_hold
from content.exchange_events.services.answering import lock, move_up
from content.exchange_events.services.telling import tell_of_change, when
from content.forums.models import Readers, Topic
from content.forums.permissions import can_announce
from content.forums.services.posting import start_topic
from content.reflections.event_types import EventType
from content.reflections.models import MeetingPage
from content.reflections.permissions import can_hold_meeting
from content.reflections.services import open_meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from content.forums.models import Category
    from content.people.models import User

# A change of one of these reaches calendars and the people who come.
TOLD = ("title", "starts_at", "ends_at", "place", "link")


def hold(*, user: User, category: Category, fields: Mapping[str, object], token: str) -> ExchangeEvent:
    """
    Call an event and begin its topic. The same form sent twice is one event.

    Raises `PermissionDenied`, and `content.forums.services.gate.Refused` with a sentence for its writer.
    """
    if not can_hold(user, category):
        raise PermissionDenied
    code = code_of(user.pk, token, str(fields["title"]), str(fields["starts_at"]))
    present = ExchangeEvent.objects.filter(code=code).first()
    if present:
        return present
    event = ExchangeEvent(host=user, code=code, **fields)
    try:
        with transaction.atomic():
            event.topic = start_topic(
                user=user,
                category=category,
                title=event.title,
                text=opening_text(event),
                token=token,
                kind=Topic.Kind.ANNOUNCEMENT if can_announce(user, category) else Topic.Kind.EXPERIENCE,
            )
            event.save()
    except IntegrityError:
        # The other press of the button was quicker.
        return ExchangeEvent.objects.get(code=code)
    return event


def code_of(*parts: object) -> str:
    """The same for one sending of the form, so that sent twice it is one event."""
    digest = hashlib.sha256("\n".join(map(str, parts)).encode(errors="replace")).digest()
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in digest[:10])


def opening_text(event: ExchangeEvent) -> str:
    """What the first post of the topic says; the page of the event has the rest."""
    lines = [f"**{when(event)}**"]
    if event.place:
        lines.append(event.place)
    lines.append(f"[{_('All about this event, and how to take part')}]({event.get_absolute_url()})")
    return "\n\n".join(lines)


@transaction.atomic
def change(*, user: User, event: ExchangeEvent, fields: Mapping[str, object]) -> ExchangeEvent:
    """Change an event; who comes hears of another hour or place, and more places are given to who waits."""
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    is_told = any(getattr(event, name) != fields.get(name, getattr(event, name)) for name in TOLD)
    for name, value in fields.items():
        setattr(event, name, value)
    event.updated_at = timezone.now()
    event.sequence += 1
    event.save()
    if is_told and event.takes_answers:
        tell_of_change(event, user)
    if event.takes_answers:
        move_up(event)
    return event


@transaction.atomic
def cancel(*, user: User, event: ExchangeEvent, reason: str) -> ExchangeEvent:
    """Say that it will not be held. Doing so twice changes nothing; what is over stays as it was."""
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    if event.takes_answers:
        event.cancelled_at = event.updated_at = timezone.now()
        event.cancel_reason = reason
        event.sequence += 1
        event.save()
        tell_of_change(event, user)
    return event


@transaction.atomic
def summarise(*, user: User, event: ExchangeEvent, text: str, results: Iterable[int]) -> ExchangeEvent:
    """Write down what came of it, and which items of the knowledge bank."""
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    now = timezone.now()
    event.summary, event.updated_at = text, now
    event.summarised_at = (event.summarised_at or now) if text else None
    event.save()
    event.results.set(results)
    return event


@transaction.atomic
def open_reflections(*, user: User, event: ExchangeEvent) -> MeetingPage:
    """
    A meeting for the one-page reflections of this event, made once. Who may read the event reads its sheets.

    Raises `content.reflections.services.NoPlaceError` where the site has no list of them.
    """
    event = lock(event.pk)
    readers = sheet_readers(event.discussion.category)
    if not can_change(user, event) or not can_hold_meeting(user) or readers is None:
        raise PermissionDenied
    if event.meeting is None:
        event.meeting = open_meeting(
            user=user,
            fields={
                "title": event.title,
                "held_on": timezone.localdate(event.starts_at),
                "event_type": EventType.EXCHANGE,
                "place": event.place,
                **readers,
            },
        )
        event.save(update_fields=["meeting"])
    return event.meeting


def sheet_readers(category: Category) -> dict[str, object] | None:
    """Who reads the sheets of an event in this category; None where meetings know no such readers (team, school)."""
    audience = MeetingPage.SheetAudience
    readers = category.effective_readers
    if readers in {Readers.PUBLIC, Readers.MEMBERS}:
        return {"sheet_audience": audience.MEMBERS}
    place = category.space if category.readers == category.AS_SPACE else category
    if readers == Readers.WORK_GROUP and place.work_group:
        return {"sheet_audience": audience.WORK_GROUP, "work_group": place.work_group}
    return None
