"""Many people who ask for the last places at the same moment."""

from __future__ import annotations

import pytest

from content.exchange_events.models import Attendance
from content.exchange_events.services.answering import answer
from tests.content.forums.test_many_writers import at_once
from tests.factories.exchange_events import ExchangeEventFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_place_is_given_twice() -> None:
    event, users = ExchangeEventFactory(capacity=10), UserFactory.create_batch(30)
    assert at_once(*[lambda user=user: answer(user=user, event=event, comes=True) for user in users]) == []
    assert Attendance.objects.filter(answer="going").count() == 10
    assert Attendance.objects.filter(answer="waiting").count() == 20


def test_places_given_back_at_once_go_to_as_many_others() -> None:
    event, users = ExchangeEventFactory(capacity=8), UserFactory.create_batch(20)
    for user in users:
        answer(user=user, event=event, comes=True)
    leaving = [lambda user=user: answer(user=user, event=event, comes=False) for user in users[:8]]
    assert at_once(*leaving, *leaving) == []
    going = Attendance.objects.filter(answer="going").values_list("user_id", flat=True)
    assert set(going) == {user.pk for user in users[8:16]}
