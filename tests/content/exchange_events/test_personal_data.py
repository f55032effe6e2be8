"""What a person takes along of exchange events, and what is left when they go."""

from __future__ import annotations

import datetime as dt
import json
import zipfile

import pytest
from django.utils import timezone

from content.exchange_events.calendars import new_address
from content.exchange_events.models import Attendance, CalendarAddress, ExchangeEvent
from content.exchange_events.services.answering import answer
from content.people.account.closing import close_account
from content.people.account.export import write_export
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def archive_of(user: object) -> list[dict[str, str]]:
    with write_export(user) as file, zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("exchange_events.json"))


def test_archive_names_what_one_answered_and_held() -> None:
    user = UserFactory()
    AttendanceFactory(user=user, event__title="ที่ไป")
    ExchangeEventFactory(host=user, title="ที่จัด")
    assert [(row["title"], row["answer"]) for row in archive_of(user)] == [("ที่ไป", "going"), ("ที่จัด", "host")]


def test_archive_names_no_title_that_is_hidden_by_now() -> None:
    user = UserFactory()
    event = AttendanceFactory(user=user, event__title="ลับ").event
    event.topic.state = "hidden"
    event.topic.save()
    rows = archive_of(user)
    assert rows[0]["address"] == ExchangeEvent.objects.get().get_absolute_url()
    assert "ลับ" not in json.dumps(rows, ensure_ascii=False)


def test_place_of_a_closed_account_is_given_to_who_waits() -> None:
    event, users = ExchangeEventFactory(capacity=1), UserFactory.create_batch(2)
    for user in users:
        answer(user=user, event=event, comes=True)
    close_account(user=users[0])
    assert list(event.attendances.values_list("user", "answer")) == [(users[1].pk, "going")]


def test_closed_account_that_waited_is_not_moved_up() -> None:
    event, users = ExchangeEventFactory(capacity=1), UserFactory.create_batch(2)
    for user in users:
        answer(user=user, event=event, comes=True)
    close_account(user=users[1])
    answer(user=users[0], event=event, comes=False)
    assert list(event.attendances.values_list("user", "answer")) == [(users[0].pk, "declined")]


def test_closing_leaves_what_was_held_before() -> None:
    row = AttendanceFactory(event__starts_at=timezone.now() - dt.timedelta(days=2))
    close_account(user=row.user)
    assert Attendance.objects.get() == row


def test_closing_ends_the_address_for_calendars_for_good() -> None:
    user = UserFactory()
    new_address(user)
    close_account(user=user)
    assert not CalendarAddress.objects.exists()
