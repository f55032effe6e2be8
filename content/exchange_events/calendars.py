"""Exchange events as entries of calendars, and the private addresses at which they are fetched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.exchange_events.ical import Entry
from content.exchange_events.models import Attendance, CalendarAddress, ExchangeEvent, new_token
from content.exchange_events.permissions import is_let_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from content.people.models import User

# A calendar that asks seldom must still hear that an event was moved or cancelled.
PAST_DAYS = 60
MOST_ENTRIES = 500


def entry_of(event: ExchangeEvent, absolute: Callable[[str], str], *, has_link: bool) -> Entry:
    """`absolute` makes a full address of a path. `has_link`: with the door of the meeting (`is_let_in`)."""
    link = event.link if has_link else ""
    address = absolute(event.get_absolute_url())
    description = [event.cancel_reason] if event.is_cancelled else [event.agenda[:2_000]]
    if link:
        description.append(_("Take part online: %(link)s") % {"link": link})
    return Entry(
        uid=f"{event.uid}@khumkhwamru",
        sequence=event.sequence,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        stamp=event.updated_at,
        title=event.title,
        description="\n\n".join(part for part in [*description, address] if part),
        place=event.place or link,
        url=address,
        is_cancelled=event.is_cancelled,
    )


def entries_for(user: object, absolute: Callable[[str], str]) -> list[Entry]:
    """What `user` may read of the last weeks and of all that comes. A fixed number of queries."""
    since = timezone.now() - dt.timedelta(days=PAST_DAYS)
    events = list(ExchangeEvent.objects.visible_to(user).coming(since)[:MOST_ENTRIES])
    going = going_to(user, events)
    return [entry_of(event, absolute, has_link=is_let_in(user, event, is_going=event.pk in going)) for event in events]


def going_to(user: object, events: Collection[ExchangeEvent]) -> set[int]:
    """The ids of those of these events in which `user` takes part."""
    if not user.is_authenticated or not events:
        return set()
    own = Attendance.objects.filter(user=user, answer=Attendance.Answer.GOING, event__in=[event.pk for event in events])
    return set(own.values_list("event_id", flat=True))


def owner_of(token: str) -> User | None:
    """Whose calendar asks; nobody's where the address is void or the account closed."""
    address = CalendarAddress.objects.select_related("user").filter(token=token).first()
    return address.user if address and address.user.is_active else None


@transaction.atomic
def new_address(user: User) -> CalendarAddress:
    """A new address; the one before is void at once."""
    address, _made = CalendarAddress.objects.update_or_create(
        user=user, defaults={"token": new_token(), "created_at": timezone.now()}
    )
    return address


def remove_address(user: User) -> None:
    CalendarAddress.objects.filter(user=user).delete()
