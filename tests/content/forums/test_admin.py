"""Spaces, categories, blocked words, limits and the log in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from content.forums.models import BlockedWord, Category, ForumSettings, ModerationAction, Space
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, SpaceFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db
MODELS = ("space", "category", "blockedword")
PLACE = {
    "name": "หมวดใหม่",
    "description": "",
    "emblem": "talk",
    "order": "1",
    "slug": "",
    "work_group": "",
    "team": "",
    "school": "",
}
CATEGORY = {**PLACE, "readers": "as_space", "starters": "readers", "slow_seconds": "0"}


@pytest.fixture
def editor(make_user: Callable[..., User], site_tree: object) -> User:
    return make_user(role=RoleKey.EDITOR)


@pytest.mark.parametrize("role", [RoleKey.EDITOR, RoleKey.ADMINISTRATOR])
@pytest.mark.parametrize("name", MODELS)
def test_editors_and_administrators_keep_the_places(
    client: Client, make_user: Callable[..., User], site_tree: object, role: RoleKey, name: str
) -> None:
    CategoryFactory()
    BlockedWord.objects.create(text="พนัน")
    client.force_login(make_user(role=role))
    assert client.get(reverse(f"wagtailsnippets_forums_{name}:list")).status_code == 200
    assert client.get(reverse(f"wagtailsnippets_forums_{name}:add")).status_code == 200


@pytest.mark.parametrize("name", MODELS)
def test_reviewers_and_moderators_without_a_role_do_not(
    client: Client, make_user: Callable[..., User], site_tree: object, name: str
) -> None:
    url = reverse(f"wagtailsnippets_forums_{name}:list")
    reviewer, moderator = make_user(role=RoleKey.REVIEWER), UserFactory()
    CategoryFactory().moderators.add(reviewer, moderator)
    for user in (reviewer, moderator):
        client.force_login(user)
        assert client.get(url).status_code == 302
    client.logout()
    assert client.get(url).status_code == 302


def test_category_is_made_with_its_moderators_who_then_read_it(client: Client, editor: User) -> None:
    moderator, space = UserFactory(), SpaceFactory(readers="members")
    client.force_login(editor)
    data = {**CATEGORY, "space": space.pk, "moderators": [moderator.pk]}
    client.post(reverse("wagtailsnippets_forums_category:add"), data)
    category = Category.objects.get()
    assert list(category.moderators.all()) == [moderator]
    assert category.slug
    assert {row.token for row in category.audience_tokens.all()} == {"members"}


def test_category_for_a_group_says_which_is_missing(client: Client, editor: User) -> None:
    client.force_login(editor)
    data = {**CATEGORY, "space": SpaceFactory().pk, "readers": "team"}
    response = client.post(reverse("wagtailsnippets_forums_category:add"), data)
    assert response.status_code == 200
    assert "team" in response.context["form"].errors
    assert not Category.objects.exists()


@pytest.mark.parametrize("name", ["space", "category"])
def test_place_with_topics_is_not_deleted(client: Client, editor: User, name: str) -> None:
    category = TopicFactory().category
    place = category.space if name == "space" else category
    client.force_login(editor)
    client.post(reverse(f"wagtailsnippets_forums_{name}:delete", args=[place.pk]))
    assert (Space.objects.count(), Category.objects.count()) == (1, 1)


def test_empty_category_is_deleted(client: Client, editor: User) -> None:
    category = CategoryFactory()
    client.force_login(editor)
    client.post(reverse("wagtailsnippets_forums_category:delete", args=[category.pk]))
    assert not Category.objects.exists()


def test_word_of_one_letter_is_given_back(client: Client, editor: User) -> None:
    client.force_login(editor)
    url = reverse("wagtailsnippets_forums_blockedword:add")
    assert "text" in client.post(url, {"text": "ก", "action": "hold"}).context["form"].errors
    client.post(url, {"text": "พนัน", "action": "refuse"})
    assert BlockedWord.objects.get().action == "refuse"


def test_limits_are_set_by_editors_and_not_by_reviewers(
    client: Client, editor: User, make_user: Callable[..., User]
) -> None:
    url = reverse("wagtailsettings:edit", args=["forums", "forumsettings", ForumSettings.load().pk])
    client.force_login(make_user(role=RoleKey.REVIEWER))
    assert client.get(url).status_code == 302
    client.force_login(editor)
    values = {"held_posts": 2, "new_account_links": 1, "most_links": 9, "posts_in_ten_minutes": 7, "topics_a_day": 3}
    assert client.get(url).status_code == 200
    client.post(url, {**values, "new_account_posts": 1})
    assert (ForumSettings.load().held_posts, ForumSettings.load().posts_in_ten_minutes) == (2, 7)


def test_administrators_read_the_log_in_the_admin_and_editors_do_not(
    client: Client, editor: User, make_user: Callable[..., User]
) -> None:
    ModerationAction.objects.create(action="pin", actor=UserFactory(), category=CategoryFactory(), reason="ตามมติ")
    ModerationAction.objects.create(action="suspend", reason="หยาบ")
    url = reverse("forums_admin_log")
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    assert "ตามมติ" in client.get(url).content.decode()
    assert client.get(url, {"export": "csv"}).status_code == 200
    client.force_login(editor)
    assert client.get(url).status_code == 302
