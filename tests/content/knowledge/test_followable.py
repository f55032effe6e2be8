"""Following from where people look: a list that is narrowed, the page of a work group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from content.knowledge.followable import follows_of_filters
from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NotePage
from content.notifications.models import Follow
from content.taxonomy.models import Tag
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.taxonomy import LearningAreaFactory
from tests.factories.website import WorkGroupPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.people.models import User, WorkGroup
    from tests.content.knowledge.conftest import AddNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(site_tree: object) -> User:
    return UserFactory()


@pytest.fixture
def group(add_note: AddNote) -> WorkGroup:
    group = WorkGroupFactory(name="กลุ่มนิเทศ", slug="supervision")
    area = LearningAreaFactory(name="คณิตศาสตร์", slug="math")
    add_note(title="เปิด", work_group=group, learning_areas=[area], tags=["โครงงาน"])
    add_note(title="ปิด", audience=NotePage.Audience.PEOPLE, tags=["เรื่องลับ"])
    return group


def offered(client: Client, **filters: str | list[str]) -> list[str]:
    address = KnowledgeIndexPage.objects.get().get_url()
    return [row["title"] for row in client.get(address, filters).context["following"]]


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [("tag", "โครงงาน", "โครงงาน"), ("area", "math", "คณิตศาสตร์"), ("group", "supervision", "กลุ่มนิเทศ")],
)
def test_narrowed_list_offers_to_follow_what_it_is_narrowed_to(client, user, group, name, value, title) -> None:
    client.force_login(user)
    assert offered(client, **{name: value}) == [title]
    assert offered(client) == []


def test_visitor_is_offered_nothing(client: Client, group: WorkGroup) -> None:
    assert offered(client, tag="โครงงาน") == []


def test_tag_of_hidden_items_looks_like_one_that_is_not_there(client: Client, user: User, group: WorkGroup) -> None:
    client.force_login(user)
    assert offered(client, tag="เรื่องลับ") == offered(client, tag="ไม่มี") == []
    hidden, open_tag = Tag.objects.get(name="เรื่องลับ"), Tag.objects.get(name="โครงงาน")
    assert client.post(reverse("notices_follow", args=["tag", hidden.pk])).status_code == 404
    assert client.post(reverse("notices_follow", args=["tag", open_tag.pk])).status_code == 302


def test_tag_of_hidden_items_is_not_told_of_beside_another(client: Client, user: User, group: WorkGroup) -> None:
    client.force_login(user)
    assert offered(client, tag=["โครงงาน", "เรื่องลับ"]) == ["โครงงาน"]


def test_buttons_cost_one_question(
    user: User, group: WorkGroup, settings: object, django_assert_num_queries: Callable
) -> None:
    settings.KM_REMEMBER = True
    chosen = {"tag": ("โครงงาน",), "area": ("math",), "group": ("supervision",)}
    follows_of_filters(user, chosen)
    with django_assert_num_queries(1):
        assert len(follows_of_filters(user, chosen)) == 3


def test_page_of_a_work_group_is_followed_and_left(client: Client, user: User, group: WorkGroup) -> None:
    page = WorkGroupPageFactory(work_group=group)
    assert client.get(page.url).context["following"] == []
    client.force_login(user)
    [row] = client.get(page.url).context["following"]
    answer = client.post(row["url"], {"follow": "yes", "next": page.url})
    assert answer["Location"] == page.url
    assert Follow.objects.get(user=user).work_group == group
    [row] = client.get(page.url).context["following"]
    assert row["is_followed"]
    client.post(row["url"], {"follow": "no", "next": page.url})
    assert not Follow.objects.exists()
