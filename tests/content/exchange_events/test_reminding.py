"""Reminders before, and the question after."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.exchange_events.services.reminding import remind_of_events
from content.notifications.models import FiredEvent, Notice
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory

pytestmark = pytest.mark.django_db


def leads() -> list[str]:
    return [row.values["lead"] for row in FiredEvent.objects.filter(kind="exchange-soon").order_by("pk")]


def starting_in(**span: int) -> object:
    return AttendanceFactory(event__starts_at=timezone.now() + dt.timedelta(**span)).event


def test_who_comes_is_reminded_a_day_and_an_hour_before() -> None:
    event = starting_in(hours=20)
    remind_of_events()
    remind_of_events(now=event.starts_at - dt.timedelta(minutes=55))
    assert leads() == ["day", "hour"]


def test_running_again_tells_nobody_twice() -> None:
    starting_in(hours=20)
    for _ in range(3):
        call_command("remind_exchange_events")
    assert leads() == ["day"]


def test_event_called_at_short_notice_reminds_once() -> None:
    starting_in(minutes=40)
    remind_of_events()
    assert leads() == ["hour"]


def test_moved_event_reminds_again() -> None:
    event = starting_in(hours=20)
    remind_of_events()
    event.starts_at += dt.timedelta(hours=2)
    event.ends_at += dt.timedelta(hours=2)
    event.save()
    remind_of_events()
    assert leads() == ["day", "day"]


def test_far_and_cancelled_events_remind_nobody() -> None:
    starting_in(days=3)
    event = starting_in(hours=2)
    event.cancelled_at = timezone.now()
    event.save()
    remind_of_events()
    assert leads() == []


def test_who_waits_or_declined_is_not_reminded() -> None:
    event = ExchangeEventFactory(starts_at=timezone.now() + dt.timedelta(hours=5))
    AttendanceFactory(event=event, answer="waiting")
    AttendanceFactory(event=event, answer="declined")
    remind_of_events()
    assert leads() == []


def test_host_is_asked_for_a_summary_once() -> None:
    event = ExchangeEventFactory(starts_at=timezone.now() - dt.timedelta(hours=5))
    remind_of_events()
    remind_of_events()
    assert FiredEvent.objects.get(kind="exchange-summary-wanted").recipient_ids == [event.host_id]


def test_who_has_written_or_held_it_long_ago_is_not_asked() -> None:
    ExchangeEventFactory(starts_at=timezone.now() - dt.timedelta(hours=5), summary="ตกลง")
    ExchangeEventFactory(starts_at=timezone.now() - dt.timedelta(days=30))
    remind_of_events()
    assert not FiredEvent.objects.filter(kind="exchange-summary-wanted").exists()


def test_reminder_reaches_nobody_who_may_not_read_it_any_more(django_capture_on_commit_callbacks: object) -> None:
    event = starting_in(hours=20)
    event.topic.state = "hidden"
    event.topic.save()
    with django_capture_on_commit_callbacks(execute=True):
        remind_of_events()
    assert not Notice.objects.exists()
