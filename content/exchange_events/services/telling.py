"""Firing the notices of exchange events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from content.exchange_events.events import ExchangeChanged, ExchangeSoon, PlaceFound, SummaryWanted
from content.exchange_events.models import Attendance
from content.notifications.services import fire
from themes.thai_dates import thai_datetime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.exchange_events.models import ExchangeEvent
    from content.people.models import User

ANSWERS = Attendance.Answer


def people_of(event: ExchangeEvent, *answers: str) -> list[int]:
    rows = event.attendances.filter(answer__in=answers).order_by("queued_at", "pk")
    return list(rows.values_list("user_id", flat=True))


def tell_of_change(event: ExchangeEvent, by: User) -> None:
    """To those who come or wait."""
    fire(
        ExchangeChanged(
            actor=by,
            people=people_of(event, ANSWERS.GOING, ANSWERS.WAITING),
            sequence=event.sequence,
            is_cancelled=event.is_cancelled,
            text=event.cancel_reason if event.is_cancelled else event.place,
            **_about(event),
        )
    )


def tell_of_places(event: ExchangeEvent, user_ids: Iterable[int]) -> None:
    moment = timezone.now().isoformat()
    for user_id in user_ids:
        fire(PlaceFound(people=[user_id], moment=moment, text=event.place, **_about(event)))


def remind(event: ExchangeEvent, lead: str) -> None:
    fire(ExchangeSoon(people=people_of(event, ANSWERS.GOING), lead=lead, text=event.place, **_about(event)))


def ask_for_summary(event: ExchangeEvent) -> None:
    fire(SummaryWanted(people=[event.host_id], **_about(event)))


def when(event: ExchangeEvent) -> str:
    return thai_datetime(timezone.localtime(event.starts_at))


def _about(event: ExchangeEvent) -> dict[str, object]:
    return {
        "exchange_id": event.pk,
        "title": event.title,
        "when": when(event),
        "url": event.get_absolute_url(),
    }
