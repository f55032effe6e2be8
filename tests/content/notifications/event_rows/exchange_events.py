"""Exchange events with who comes and who waits."""

from __future__ import annotations

from content.exchange_events.events import ExchangeChanged, ExchangeSoon, PlaceFound, SummaryWanted
from tests.content.notifications.event_rows.forums import close_category
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory

WHEN = "7 ธันวาคม 2569 เวลา 9.00 น."


@row(ExchangeSoon)
def exchange_soon() -> Row:
    attendance = AttendanceFactory()
    about = {"exchange_id": attendance.event_id, "title": attendance.event.title, "when": WHEN}
    event = ExchangeSoon(people=[attendance.user_id], lead="day", **about)

    def decline() -> None:
        attendance.answer = "declined"
        attendance.save()

    return Row(event, (attendance.user,), decline)


@row(ExchangeChanged)
def exchange_changed() -> Row:
    coming = AttendanceFactory()
    waiting = AttendanceFactory(event=coming.event, answer="waiting")
    people = [coming.user_id, waiting.user_id]
    event = ExchangeChanged(exchange_id=coming.event_id, people=people, title=coming.event.title, when=WHEN, sequence=1)
    return Row(event, (coming.user, waiting.user), lambda: close_category(coming.event.topic.category))


@row(PlaceFound)
def place_found() -> Row:
    coming = AttendanceFactory()
    about = {"exchange_id": coming.event_id, "title": coming.event.title, "when": WHEN}
    event = PlaceFound(people=[coming.user_id], moment="2026-11-30T08:00", **about)
    return Row(event, (coming.user,), lambda: close_category(coming.event.topic.category))


@row(SummaryWanted)
def summary_wanted() -> Row:
    held = ExchangeEventFactory()
    event = SummaryWanted(exchange_id=held.pk, people=[held.host_id], title=held.title, when=WHEN)
    return Row(event, (held.host,), lambda: close_category(held.topic.category))
