"""A change of readers or moderators is seen at once, from whichever side it comes, and search is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group

from content.forums import signal_handlers
from content.forums.audience import can_read, tokens_of
from content.forums.models import Category
from content.people.models import User
from tests.factories.forums import CategoryFactory, SpaceFactory
from tests.factories.people import StaffTeamFactory, UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The categories that search was told of."""
    ids: list[int] = []
    monkeypatch.setattr(signal_handlers, "category_changed", lambda category: ids.append(category.pk))
    return ids


@pytest.fixture
def closed() -> Category:
    """Read by a team, and by its moderators."""
    return CategoryFactory(readers="team", team=StaffTeamFactory())


def reads(user: User, category: Category) -> bool:
    return can_read(User.objects.get(pk=user.pk), Category.objects.get(pk=category.pk))


FROM_CATEGORY: dict[str, Callable[[Category, User], object]] = {
    "add": lambda category, user: category.moderators.add(user),
    "remove": lambda category, user: category.moderators.remove(user),
    "clear": lambda category, user: category.moderators.clear(),
}
FROM_PERSON: dict[str, Callable[[Category, User], object]] = {
    "add": lambda category, user: user.moderated_categories.add(category),
    "remove": lambda category, user: user.moderated_categories.remove(category),
    "clear": lambda category, user: user.moderated_categories.clear(),
}


@pytest.mark.parametrize("side", [FROM_CATEGORY, FROM_PERSON])
@pytest.mark.parametrize("ending", ["remove", "clear"])
def test_moderator_reads_as_long_as_they_moderate(
    closed: Category, told: list[int], side: dict[str, Callable[[Category, User], object]], ending: str
) -> None:
    user = UserFactory()
    assert not reads(user, closed)
    side["add"](closed, user)
    assert reads(user, closed)
    side[ending](closed, user)
    assert not reads(user, closed)
    assert told == [closed.pk, closed.pk]


def test_new_readers_of_a_category_are_seen_at_once(closed: Category, told: list[int]) -> None:
    closed.readers = "members"
    closed.save()
    assert reads(UserFactory(), closed)
    assert closed.pk in told


def test_new_readers_of_a_space_are_those_of_its_categories(told: list[int]) -> None:
    category = CategoryFactory(space=SpaceFactory(readers="work_group", work_group=WorkGroupFactory()))
    own = CategoryFactory(space=category.space, readers="public")
    assert not reads(UserFactory(), category)
    category.space.readers = "public"
    category.space.save()
    assert reads(UserFactory(), category)
    assert set(told) == {category.pk, own.pk}


def test_group_that_is_given_other_people_changes_the_readers(told: list[int]) -> None:
    team = StaffTeamFactory()
    in_space = CategoryFactory(space=SpaceFactory(readers="team", team=team))
    itself = CategoryFactory(readers="team", team=team)
    team.name, team.group = "ทีมใหม่", Group.objects.create(name="ใหม่")
    team.save()
    for category in (in_space, itself):
        assert f"group:{team.group_id}" in tokens_of(Category.objects.get(pk=category.pk))
    assert set(told) == {in_space.pk, itself.pk}


def test_token_of_a_deleted_account_does_not_stay(closed: Category, told: list[int]) -> None:
    user = UserFactory()
    closed.moderators.add(user)
    token = f"user:{user.pk}"
    user.delete()
    assert token not in tokens_of(Category.objects.get(pk=closed.pk))


def test_counting_posts_asks_nothing_of_the_readers(closed: Category, told: list[int]) -> None:
    closed.post_count = 5
    closed.save(update_fields=["post_count"])
    assert told == []
