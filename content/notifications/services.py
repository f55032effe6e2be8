"""Writes about notices: firing events, reading, following, settings."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.notifications import background
from content.notifications.models import (
    LONGEST_KEY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    FiredEvent,
    Follow,
    Message,
    Notice,
    NoticeSetting,
    QuietHours,
)
from content.notifications.settings_of import default_rhythm
from content.notifications.targets import target_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

    from content.notifications.events import Event
    from content.people.models import User

EVENTS_KEPT = datetime.timedelta(days=365)
MESSAGES_KEPT = datetime.timedelta(days=183)


def fire(event: Event) -> None:
    """
    Tell people what happened. Call it inside the transaction that makes it happen.

    The event is stored with that transaction and delivered after its commit; delivery never delays or fails the
    caller. An event of the same kind and key that was fired before is not told again.
    """
    recipients = _ids(event)
    if not recipients:
        return
    page = event.page
    row = FiredEvent(
        kind=event.kind,
        key=f"{event.kind}:{event.key()}"[:LONGEST_KEY],
        actor_id=event.actor.pk if event.actor else None,
        page_id=page.pk if page else None,
        is_hidden_with_page=event.hidden_with_page,
        url=event.url or (page.get_url() or "" if page else ""),
        title=_plain(event.title or (page.title if page else ""), LONGEST_TITLE),
        text=_plain(event.text, LONGEST_TEXT),
        values=event.own_values(),
        recipient_ids=recipients,
    )
    FiredEvent.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(background.wake, robust=True)


def _ids(event: Event) -> list[int]:
    people: Iterable[object] = (getattr(person, "pk", person) for person in event.recipients())
    left_out = {None} if event.tells_actor or event.actor is None else {None, event.actor.pk}
    return [pk for pk in dict.fromkeys(people) if pk not in left_out]


def _plain(text: str, length: int) -> str:
    # PostgreSQL refuses NUL.
    return str(text).replace("\0", "")[:length]


def mark_read(*, user: User, notice_ids: Iterable[int]) -> int:
    """Mark these notices of `user` as read; those of others are left alone."""
    return Notice.objects.filter(recipient=user, pk__in=list(notice_ids)).unread().update(read_at=timezone.now())


def mark_all_read(*, user: User, up_to: int) -> int:
    """Mark every notice of `user` as read that had come when the list was made: none with an id above `up_to`."""
    return Notice.objects.filter(recipient=user, pk__lte=up_to).unread().update(read_at=timezone.now())


def follow(*, user: User, target: Model) -> Follow:
    """Let `user` hear of `target`: a page, a tag, a learning area or a work group."""
    found, _ = Follow.objects.get_or_create(user=user, **{target_field(target): target})
    return found


def unfollow(*, user: User, kind: str, pk: int) -> None:
    """Stop following; also what is not there or not to be seen any more."""
    if kind in Follow.TARGETS:
        Follow.objects.filter(user=user, **{f"{kind}_id": pk}).delete()


@transaction.atomic
def set_rhythms(*, user: User, rhythms: Mapping[str, str]) -> None:
    """Keep what differs from the defaults, so that a changed default reaches those who never chose."""
    for kind, rhythm in rhythms.items():
        if rhythm == default_rhythm(kind):
            NoticeSetting.objects.filter(user=user, kind=kind).delete()
        else:
            NoticeSetting.objects.update_or_create(user=user, kind=kind, defaults={"rhythm": rhythm})


@transaction.atomic
def set_quiet_hours(*, user: User, begins: datetime.time | None, ends: datetime.time | None) -> None:
    """Send nothing to `user` between the two; without them, at any hour."""
    if begins is None or ends is None or begins == ends:
        QuietHours.objects.filter(user=user).delete()
    else:
        QuietHours.objects.update_or_create(user=user, defaults={"begins": begins, "ends": ends})


def send_again(message_ids: Iterable[int]) -> int:
    """Try these messages that failed, or whose sending was cut off, once more."""
    now = timezone.now()
    count = (
        Message.objects.troubled()
        .filter(pk__in=list(message_ids))
        .update(state=Message.State.WAITING, not_before=now, due_at=now, claimed_at=None)
    )
    if count:
        transaction.on_commit(background.wake, robust=True)
    return count


def tidy() -> tuple[int, int]:
    """Delete events, with their notices, after a year, and messages that were sent or dropped after half a year."""
    now = timezone.now()
    settled = Message.objects.exclude(state__in=(Message.State.WAITING, Message.State.SENDING))
    messages, _ = settled.filter(due_at__lt=now - MESSAGES_KEPT).delete()
    old = FiredEvent.objects.filter(fired_at__lt=now - EVENTS_KEPT).exclude(spread_at=None)
    events = old.count()
    old.delete()
    return events, messages
