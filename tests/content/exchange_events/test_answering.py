"""Coming, waiting, moving up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from content.exchange_events.models import Attendance, ExchangeEvent
from content.exchange_events.services.answering import NoAnswerTaken, answer
from content.exchange_events.services.holding import change
from content.notifications.models import Notice
from content.people.models import User
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def answers(event: ExchangeEvent) -> list[str]:
    return list(event.attendances.order_by("queued_at", "pk").values_list("answer", flat=True))


def test_who_comes_has_a_place() -> None:
    event = ExchangeEventFactory()
    assert answer(user=UserFactory(), event=event, comes=True).answer == "going"


def test_saying_it_twice_changes_nothing() -> None:
    event, user = ExchangeEventFactory(), UserFactory()
    first = answer(user=user, event=event, comes=True)
    again = answer(user=user, event=event, comes=True)
    assert (again.pk, again.queued_at) == (first.pk, first.queued_at)


def test_where_all_places_are_taken_one_waits() -> None:
    event = ExchangeEventFactory(capacity=1)
    AttendanceFactory(event=event)
    assert answer(user=UserFactory(), event=event, comes=True).answer == "waiting"


def test_who_waits_longest_moves_up_when_somebody_cancels() -> None:
    event, users = ExchangeEventFactory(capacity=1), UserFactory.create_batch(3)
    for user in users:
        answer(user=user, event=event, comes=True)
    answer(user=users[0], event=event, comes=False)
    assert answers(event) == ["declined", "going", "waiting"]


def test_who_moves_up_is_told(django_capture_on_commit_callbacks: object) -> None:
    event, first, second = ExchangeEventFactory(capacity=1), UserFactory(), UserFactory()
    for user in (first, second):
        answer(user=user, event=event, comes=True)
    with django_capture_on_commit_callbacks(execute=True):
        answer(user=first, event=event, comes=False)
    assert [notice.recipient for notice in Notice.objects.filter(event__kind="exchange-place-found")] == [second]


def test_leaving_the_waiting_list_gives_nobody_a_place() -> None:
    event, users = ExchangeEventFactory(capacity=1), UserFactory.create_batch(3)
    for user in users:
        answer(user=user, event=event, comes=True)
    answer(user=users[1], event=event, comes=False)
    assert answers(event) == ["going", "declined", "waiting"]


def test_who_comes_back_stands_at_the_end_of_the_queue() -> None:
    event, users = ExchangeEventFactory(capacity=1), UserFactory.create_batch(3)
    for user in users:
        answer(user=user, event=event, comes=True)
    answer(user=users[1], event=event, comes=False)
    answer(user=users[1], event=event, comes=True)
    answer(user=users[0], event=event, comes=False)
    assert Attendance.objects.get(user=users[2]).answer == "going"


def test_more_places_are_given_to_who_waits() -> None:
    event = ExchangeEventFactory(capacity=1)
    for user in UserFactory.create_batch(3):
        answer(user=user, event=event, comes=True)
    change(user=event.host, event=event, fields={"capacity": 3})
    assert answers(event) == ["going"] * 3


def test_fewer_places_send_nobody_home() -> None:
    event = ExchangeEventFactory(capacity=2)
    for user in UserFactory.create_batch(2):
        answer(user=user, event=event, comes=True)
    change(user=event.host, event=event, fields={"capacity": 1})
    assert answers(event) == ["going", "going"]


def test_who_comes_by_does_not_overtake_who_waits() -> None:
    event = ExchangeEventFactory(capacity=1)
    users = UserFactory.create_batch(3)
    for user in users[:2]:
        answer(user=user, event=event, comes=True)
    users[0].delete()
    assert answer(user=users[2], event=event, comes=True).answer == "waiting"
    assert Attendance.objects.get(user=users[1]).answer == "going"


@pytest.mark.parametrize("gone", ["locked", "shut out"])
def test_who_cannot_come_any_more_is_not_moved_up(gone: str) -> None:
    group = WorkGroupFactory()
    event = ExchangeEventFactory(
        capacity=1, topic=TopicFactory(category=CategoryFactory(readers="work_group", work_group=group))
    )
    users = UserFactory.create_batch(3)
    for user in users:
        user.groups.add(group.group)
        answer(user=user, event=event, comes=True)
    if gone == "locked":
        User.objects.filter(pk=users[1].pk).update(is_active=False)
    else:
        users[1].groups.clear()
    answer(user=users[0], event=event, comes=False)
    assert answers(event) == ["declined", "waiting", "going"]


def test_cancelled_event_takes_no_answer() -> None:
    event = ExchangeEventFactory(cancelled_at=timezone.now())
    with pytest.raises(NoAnswerTaken):
        answer(user=UserFactory(), event=event, comes=True)


def test_event_that_is_over_takes_no_answer() -> None:
    event = ExchangeEventFactory(starts_at=timezone.now() - dt.timedelta(days=1))
    with pytest.raises(NoAnswerTaken):
        answer(user=UserFactory(), event=event, comes=True)


def test_who_may_not_read_it_is_not_taken() -> None:
    event = ExchangeEventFactory(topic=TopicFactory(category=CategoryFactory(readers="school")))
    with pytest.raises(NoAnswerTaken):
        answer(user=UserFactory(), event=event, comes=True)
