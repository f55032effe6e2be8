"""What exchange events keep of a person: the archive of one's own data, and what goes when an account is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.exchange_events.calendars import remove_address
from content.exchange_events.models import ExchangeEvent
from content.exchange_events.services.answering import leave_all
from content.people.account.closing import account_closed
from content.people.account.export import register_export

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


def forget(sender: type, user: User, **kwargs: object) -> None:
    """The place at events to come is another's, and no calendar fetches with the address any more."""
    remove_address(user)
    leave_all(user)


def register() -> None:
    register_export("exchange_events", attendance_of)
    account_closed.connect(forget, dispatch_uid="exchange_events.account_closed")
