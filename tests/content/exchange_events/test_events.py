"""Who may know of an exchange event: when it is told, and as long as it stands in an inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from content.core.audiences import audiences_of
from content.exchange_events.events import ExchangeSoon
from content.exchange_events.reading import coming_count
from content.exchange_events.services.answering import answer
from content.exchange_events.services.holding import cancel
from content.exchange_events.services.telling import ask_for_summary, remind, tell_of_change, tell_of_places
from content.notifications.inbox import unread_count
from content.notifications.models import FiredEvent, Notice
from content.people.models import User
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.exchange_events.models import ExchangeEvent

pytestmark = pytest.mark.django_db

TELLINGS = {
    "change": lambda event, user: tell_of_change(event, event.host),
    "place": lambda event, user: tell_of_places(event, [user.pk]),
    "soon": lambda event, user: remind(event, "day"),
    "summary": lambda event, user: ask_for_summary(event),
}


def told(telling: str, run: Callable) -> tuple[ExchangeEvent, User]:
    """An event of which somebody was told: who takes part, or its host where the host is asked for a summary."""
    event = AttendanceFactory(event__title="ความลับของเวที", event__place="ห้องลับ").event
    user = event.host if telling == "summary" else event.attendances.get().user
    with run(execute=True):
        TELLINGS[telling](event, user)
    return event, user


@pytest.mark.parametrize("telling", TELLINGS)
def test_notice_stands_in_the_inbox(client: Client, telling: str, django_capture_on_commit_callbacks: Callable) -> None:
    _event, user = told(telling, django_capture_on_commit_callbacks)
    client.force_login(user)
    assert "ความลับของเวที" in client.get("/notices/").text
    assert unread_count(user) == 1


@pytest.mark.parametrize("telling", TELLINGS)
@pytest.mark.parametrize("change", ["hidden", "closed"])
def test_notice_of_what_one_may_not_read_any_more_is_not_there(
    client: Client, telling: str, change: str, django_capture_on_commit_callbacks: Callable
) -> None:
    event, user = told(telling, django_capture_on_commit_callbacks)
    if change == "hidden":
        event.topic.state = "hidden"
    else:
        event.topic.category = CategoryFactory(readers="school")
    event.topic.save()
    client.force_login(user)
    page = client.get("/notices/").text
    assert "ความลับของเวที" not in page
    assert "ห้องลับ" not in page
    assert unread_count(user) == 0


@pytest.mark.parametrize("change", ["cancelled", "declined"])
def test_nothing_begins_soon_that_is_cancelled_or_declined(
    change: str, django_capture_on_commit_callbacks: Callable
) -> None:
    event, user = told("soon", django_capture_on_commit_callbacks)
    if change == "cancelled":
        cancel(user=event.host, event=event, reason="น้ำท่วม")
    else:
        answer(user=user, event=event, comes=False)
    assert not Notice.objects.inbox_of(user).filter(event__kind="exchange-soon").exists()
    assert not FiredEvent.objects.get(kind="exchange-soon").as_event().may_see(user)


def test_event_is_read_once_for_all_who_may_see_it(django_assert_num_queries: object) -> None:
    event = ExchangeEventFactory()
    rows = AttendanceFactory.create_batch(6, event=event)
    soon = ExchangeSoon(exchange_id=event.pk, lead="day", people=[row.user_id for row in rows])
    assert soon.may_see(rows[0].user)
    people = list(User.objects.filter(pk__in=soon.people))
    for person in people:
        audiences_of(person)
    # Beside what each person holds nothing is asked again.
    with django_assert_num_queries(0):
        assert all(soon.may_see(person) for person in people)


def test_my_page_counts_only_events_one_may_read() -> None:
    user = UserFactory()
    AttendanceFactory(user=user)
    AttendanceFactory(user=user, event__topic=TopicFactory(category=CategoryFactory(readers="school")))
    AttendanceFactory(user=user, event__cancelled_at=timezone.now())
    AttendanceFactory(user=user, answer="waiting")
    assert coming_count(user) == 1
