"""Calling an event, changing it, cancelling it, and saying what came of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.querysets import visible_page_ids
from content.exchange_events.models import CODE_LETTERS, ExchangeEvent
from content.exchange_events.permissions import can_change, can_hold
from content.exchange_events.services.answering import lock, move_up
from content.exchange_events.services.telling import tell_of_change, when
from content.forums.models import Readers, Topic
from content.forums.permissions import can_announce, can_edit
from content.forums.services.editing import edit_post, version_of
from content.forums.services.posting import start_topic
from content.reflections.event_types import EventType
from content.reflections.models import MeetingPage
from content.reflections.permissions import can_hold_meeting
from content.reflections.services import open_meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from wagtail.models import Page

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
    cancelled, more = _("Cancelled"), _("All about this event, and how to take part")
    lines = [f"**{cancelled}** {event.cancel_reason}".strip()] if event.is_cancelled else []
    lines.append(f"**{when(event)}**")
    if event.place:
        lines.append(event.place)
    lines.append(f"[{more}]({event.get_absolute_url()})")
    return "\n\n".join(lines)


@transaction.atomic
def change(*, user: User, event: ExchangeEvent, fields: Mapping[str, object]) -> ExchangeEvent:
    """
    Change an event; who comes hears of another hour or place, and more places are given to who waits.

    Raises `PermissionDenied`, and `Refused` for words that the forum does not take.
    """
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    written, title = opening_text(event), event.title
    is_told = any(getattr(event, name) != fields.get(name, getattr(event, name)) for name in TOLD)
    for name, value in fields.items():
        setattr(event, name, value)
    event.updated_at = timezone.now()
    event.sequence += 1
    event.save()
    _say_in_topic(user, event, written, title)
    if is_told and event.takes_answers:
        tell_of_change(event, user)
    if event.takes_answers:
        move_up(event)
    return event


@transaction.atomic
def cancel(*, user: User, event: ExchangeEvent, reason: str) -> ExchangeEvent:
    """
    Say that it will not be held. Doing so twice changes nothing; what is over stays as it was. Raises as `change`.
    """
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    if event.takes_answers:
        written = opening_text(event)
        event.cancelled_at = event.updated_at = timezone.now()
        event.cancel_reason = reason
        event.sequence += 1
        event.save()
        _say_in_topic(user, event, written, event.title)
        tell_of_change(event, user)
    return event


def _say_in_topic(user: User, event: ExchangeEvent, written: str, title: str) -> None:
    """
    Let the topic say the present hour, place and name where it still says what was `written` of them.

    What people made of the opening since is theirs, and what moderators have locked stays as it is.
    """
    opening = event.topic.posts.select_related("topic__category").filter(number=1).first()
    if opening is None or written not in opening.text or not can_edit(user, opening):
        return
    edit_post(
        user=user,
        post=opening,
        text=opening.text.replace(written, opening_text(event), 1),
        base=version_of(opening),
        title=event.title if opening.topic.title == title else "",
    )


@transaction.atomic
def summarise(*, user: User, event: ExchangeEvent, text: str, results: Collection[int]) -> ExchangeEvent:
    """
    Write down what came of it, and which items of the knowledge bank.

    `results` are those that `user` sees; others stay, for whoever named them could read them.
    """
    event = lock(event.pk)
    if not can_change(user, event):
        raise PermissionDenied
    now = timezone.now()
    event.summary, event.updated_at = text, now
    event.summarised_at = (event.summarised_at or now) if text else None
    event.save()
    shown = {page.pk for page in results_shown_to(user, event)}
    event.results.add(*results)
    event.results.remove(*(shown - set(results)))
    return event


def results_shown_to(user: User, event: ExchangeEvent) -> list[Page]:
    """The items named as results that `user` may read, in the order in which they were made."""
    seen = visible_page_ids(user, list(event.results.values_list("pk", flat=True)))
    return list(event.results.filter(pk__in=seen).order_by("pk"))


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
