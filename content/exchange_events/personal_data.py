"""What exchange events keep of a person: the archive of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.exchange_events.models import ExchangeEvent

if TYPE_CHECKING:
    from content.people.models import User


def attendance_of(user: User) -> list[dict[str, object]]:
    """
    Events that `user` answered or held, by address.

    The title stands there only where `user` may read the event now: others may have changed it since.
    """
    answered = [(row.event, row.answer) for row in user.exchange_attendances.select_related("event").order_by("pk")]
    answered += [(event, "host") for event in user.hosted_exchanges.order_by("pk")]
    ids = {event.pk for event, _answer in answered}
    readable = set(ExchangeEvent.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        {
            "address": event.get_absolute_url(),
            **({"title": event.title} if event.pk in readable else {}),
            "starts": event.starts_at,
            "answer": answer,
        }
        for event, answer in answered
    ]
