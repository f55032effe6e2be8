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


def test_moderator_is_found_by_position_and_others_are_not_listed(client: Client, editor: User) -> None:
    category, other = CategoryFactory(), UserFactory(username="somebody-else")
    moderator = UserFactory(profile__position="ศึกษานิเทศก์ ภาษาไทย")
    url = reverse("wagtailsnippets_forums_category:edit", args=[category.pk])
    client.force_login(editor)
    assert other.username not in client.get(url).text
    values = {**CATEGORY, "space": category.space_id, "slug": category.slug, "readers": "members"}
    client.post(url, {**values, "moderators-find": "นิเทศก์ ภาษาไทย"})
    assert list(category.moderators.all()) == [moderator]
    assert moderator.username in client.get(url).text


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


def delete_at_once(client: Client, name: str, *rows: object) -> object:
    url = reverse("wagtail_bulk_action", args=["forums", name, "delete"])
    query = "&".join(f"id={row.pk}" for row in rows)
    return client.post(f"{url}?{query}", follow=True)


def test_places_in_use_are_not_deleted_in_a_handful(client: Client, editor: User) -> None:
    full, empty = TopicFactory().category, CategoryFactory()
    client.force_login(editor)
    for name, rows in (("category", (full, empty)), ("space", (full.space, SpaceFactory()))):
        answer = delete_at_once(client, name, *rows)
        assert answer.status_code == 200
        assert str(rows[0]) in str(next(iter(answer.context["messages"])))
    assert Category.objects.count() == 2
    assert Space.objects.count() == 3
    assert not ModerationAction.objects.exists()


def test_empty_places_are_deleted_in_a_handful_and_logged(client: Client, editor: User) -> None:
    rows = CategoryFactory.create_batch(2)
    client.force_login(editor)
    delete_at_once(client, "category", *rows)
    assert not Category.objects.exists()
    logged = ModerationAction.objects.filter(action="settings", actor=editor)
    assert {action.details["changes"]["name"][0] for action in logged} == {str(row) for row in rows}


def test_change_of_a_category_in_the_admin_is_logged(client: Client, editor: User) -> None:
    category, moderator = CategoryFactory(name="หมวดเดิม"), UserFactory(profile__position="ศึกษานิเทศก์")
    client.force_login(editor)
    values = {**CATEGORY, "space": category.space_id, "slug": category.slug, "is_closed": "on"}
    url = reverse("wagtailsnippets_forums_category:edit", args=[category.pk])
    client.post(url, {**values, "moderators": [moderator.pk], "readers": "members"})
    action = ModerationAction.objects.get()
    assert (action.action, action.actor, action.category) == ("settings", editor, category)
    changes = action.details["changes"]
    assert changes["name"] == ["หมวดเดิม", "หมวดใหม่"]
    assert changes["is_closed"] == [False, True]
    assert changes["moderators"] == ["", "ศึกษานิเทศก์"]
    assert "หมวดเดิม" in client.get(reverse("forums_log")).text


def test_saving_a_category_as_it_is_logs_nothing(client: Client, editor: User) -> None:
    category = CategoryFactory(name="หมวดใหม่", order=1)
    client.force_login(editor)
    url = reverse("wagtailsnippets_forums_category:edit", args=[category.pk])
    client.post(url, {**CATEGORY, "space": category.space_id, "slug": category.slug})
    assert not ModerationAction.objects.exists()


def test_blocked_words_and_limits_are_logged_by_name(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.post(reverse("wagtailsnippets_forums_blockedword:add"), {"text": "พนัน", "action": "refuse"})
    settings = ForumSettings.load()
    fields = {field.name: getattr(settings, field.name) for field in ForumSettings._meta.fields if field.name != "id"}
    url = reverse("wagtailsettings:edit", args=["forums", "forumsettings", settings.pk])
    client.post(url, {**fields, "most_links": 7})
    word, limit = ModerationAction.objects.order_by("pk")
    assert "พนัน" in word.details["subject"]
    assert limit.details["changes"] == {"most_links": [20, 7]}
    assert "พนัน" in client.get(reverse("forums_log")).text
