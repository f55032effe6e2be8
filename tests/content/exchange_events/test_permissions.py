"""Who calls, reads and changes exchange events."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from content.exchange_events.models import ExchangeEvent
from content.exchange_events.permissions import can_answer, can_change, can_hold, can_read_event, categories_to_hold_in
from content.people.roles import RoleKey
from tests.factories.exchange_events import ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

pytestmark = pytest.mark.django_db


def of_group() -> tuple[object, object, object]:
    """A category of a work group, one of its people, and somebody else."""
    group, insider = WorkGroupFactory(), UserFactory()
    insider.groups.add(group.group)
    return CategoryFactory(readers="members", work_group=group), insider, UserFactory()


def test_moderators_call_events_where_they_moderate() -> None:
    category, user = CategoryFactory(), UserFactory()
    category.moderators.add(user)
    assert can_hold(user, category)
    assert not can_hold(user, CategoryFactory())


def test_editors_call_events_everywhere() -> None:
    assert can_hold(user_with_role(RoleKey.EDITOR), CategoryFactory())


def test_people_of_the_group_call_events_in_its_category() -> None:
    category, insider, outsider = of_group()
    assert can_hold(insider, category)
    assert not can_hold(outsider, category)


def test_nobody_else_calls_events() -> None:
    assert not can_hold(UserFactory(), CategoryFactory())
    assert not can_hold(AnonymousUser(), CategoryFactory())


def test_closed_category_holds_no_events_of_its_people() -> None:
    category, insider, _outsider = of_group()
    category.is_closed = True
    category.save()
    assert not can_hold(insider, category)


def test_categories_are_found_with_a_fixed_number_of_queries(django_assert_max_num_queries: object) -> None:
    _category, insider, _outsider = of_group()
    for _ in range(4):
        of_group()
    with django_assert_max_num_queries(9):
        assert len(categories_to_hold_in(insider)) == 1


def test_event_is_read_by_the_readers_of_its_category() -> None:
    group, insider = WorkGroupFactory(), UserFactory()
    insider.groups.add(group.group)
    event = ExchangeEventFactory(topic=TopicFactory(category=CategoryFactory(readers="work_group", work_group=group)))
    for user, may in ((insider, True), (UserFactory(), False), (AnonymousUser(), False)):
        assert can_read_event(user, event) is may
        assert ExchangeEvent.objects.visible_to(user).filter(pk=event.pk).exists() is may


def test_event_whose_topic_is_hidden_is_hidden() -> None:
    event = ExchangeEventFactory(topic=TopicFactory(state="hidden"))
    assert not can_read_event(UserFactory(), event)
    assert not ExchangeEvent.objects.visible_to(UserFactory()).exists()


def test_event_follows_its_topic_into_another() -> None:
    target = TopicFactory()
    event = ExchangeEventFactory(topic=TopicFactory(state="deleted", merged_into=target))
    assert event.discussion == target
    assert can_read_event(AnonymousUser(), event)
    assert ExchangeEvent.objects.visible_to(AnonymousUser()).get() == event


def test_host_and_moderators_change_it() -> None:
    event, moderator = ExchangeEventFactory(), UserFactory()
    event.topic.category.moderators.add(moderator)
    assert can_change(event.host, event)
    assert can_change(moderator, event)
    assert not can_change(UserFactory(), event)
    assert not can_change(AnonymousUser(), event)


def test_only_members_answer() -> None:
    event = ExchangeEventFactory()
    assert can_answer(UserFactory(), event)
    assert not can_answer(AnonymousUser(), event)
