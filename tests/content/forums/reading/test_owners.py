"""The latest topics on the pages of work groups, teams and schools."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from content.forums.owners import latest_of
from content.people.models import User
from tests.factories.forums import CategoryFactory, SpaceFactory, TopicFactory
from tests.factories.people import StaffTeamFactory, UserFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def titles(owner: object, user: object) -> list[str]:
    return [row["title"] for row in latest_of(owner, user)]


def test_group_shows_topics_of_its_categories_and_of_its_space() -> None:
    group = WorkGroupFactory()
    own = TopicFactory(category=CategoryFactory(work_group=group))
    by_space = TopicFactory(category=CategoryFactory(space=SpaceFactory(work_group=group)))
    of_others = CategoryFactory(space=SpaceFactory(work_group=group), work_group=WorkGroupFactory())
    TopicFactory(category=of_others)
    assert set(titles(group, AnonymousUser())) == {own.title, by_space.title}


def test_group_shows_no_topic_to_those_who_may_not_read_it() -> None:
    team = StaffTeamFactory()
    topic = TopicFactory(category=CategoryFactory(readers="team", team=team))
    TopicFactory(category=topic.category, state="hidden")
    mate = UserFactory()
    mate.groups.add(team.group)
    assert titles(team, AnonymousUser()) == []
    assert titles(team, UserFactory()) == []
    assert titles(team, User.objects.get(pk=mate.pk)) == [topic.title]
