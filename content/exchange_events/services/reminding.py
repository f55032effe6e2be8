"""Reminders before an event, and the question to its host after it. Safe to be done again at any time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.exchange_events.models import ExchangeEvent
from content.exchange_events.services.telling import ask_for_summary, remind

if TYPE_CHECKING:
    from collections.abc import Callable

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
# The command runs every ten minutes: nobody hears of the last hour when it has half passed.
MARGIN = dt.timedelta(minutes=10)
# Who was asked and did not write is not asked a year later when the command is first run.
ASKED_FOR = dt.timedelta(days=7)


def remind_of_events(now: dt.datetime | None = None) -> int:
    """Fire what is due; how many events were looked at. Each reminder of each event reaches a person once."""
    now = now or timezone.now()
    held = ExchangeEvent.objects.not_cancelled()
    last_hour = held.filter(starts_at__gt=now, starts_at__lte=now + HOUR + MARGIN)
    last_day = held.filter(starts_at__gt=now + HOUR + MARGIN, starts_at__lte=now + DAY)
    over = held.filter(ends_at__gt=now - ASKED_FOR, ends_at__lte=now, summary="").exclude(host=None)
    return (
        _each(last_hour, lambda event: remind(event, "hour"))
        + _each(last_day, lambda event: remind(event, "day"))
        + _each(over, ask_for_summary)
    )


def _each(events: object, tell: Callable[[ExchangeEvent], None]) -> int:
    count = 0
    for event in events:
        with transaction.atomic():
            tell(event)
        count += 1
    return count
