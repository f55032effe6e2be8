"""People hear of what they promised: once before the day, once after it, never when it is checked."""

from __future__ import annotations

import datetime as dt

import pytest

from content.knowledge.models import ItemAuthor
from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent, Notice
from content.reflections.models import Commitment
from content.reflections.reminders import remind
from tests.factories.people import UserFactory
from tests.factories.reflections import ReflectionPageFactory, commitment

pytestmark = pytest.mark.usefixtures("site_tree")
TODAY = dt.date(2026, 6, 4)


def run(today: dt.date = TODAY) -> list[bool]:
    remind(today=today, until=today + dt.timedelta(days=3))
    return list(FiredEvent.objects.order_by("pk").values_list("values__is_late", flat=True))


def sheet(**fields: object) -> None:
    ReflectionPageFactory(commitments=[commitment(**fields)], item_authors=[ItemAuthor(user=UserFactory())])


def test_due_soon_is_told_once_and_late_once_more():
    sheet(due_date=dt.date(2026, 6, 5))
    assert run() == [False]
    assert run() == [False]
    assert run(dt.date(2026, 6, 6)) == [False, True]
    assert run(dt.date(2026, 6, 30)) == [False, True]


def test_what_is_far_off_or_checked_is_not_told():
    sheet(due_date=dt.date(2026, 7, 5))
    sheet(due_date=dt.date(2026, 6, 5), status="closed", checked_on=dt.date(2026, 6, 3), check_note="ครบ")
    assert run() == []


def test_what_is_checked_before_its_reminder_goes_out_is_not_told():
    sheet(due_date=dt.date(2026, 6, 5))
    run()
    Commitment.objects.update(status="closed", checked_on=TODAY, check_note="ครบ")
    deliver()
    assert not Notice.objects.exists()


def test_owner_of_an_open_promise_is_told():
    sheet(due_date=dt.date(2026, 6, 5))
    run()
    deliver()
    assert Notice.objects.get().recipient_id == ItemAuthor.objects.get().user_id
