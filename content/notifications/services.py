"""Writes about notices: firing events, reading, following, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from content.notifications import background
from content.notifications.models import LONGEST_KEY, LONGEST_TEXT, LONGEST_TITLE, FiredEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.notifications.events import Event


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
