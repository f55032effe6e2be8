"""The front page and the categories: what stands there, for whom, and for how many queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.forums.models import CategoryFollow
from tests.content.forums.reading.visit import client_of, main_of
from tests.factories.forums import CategoryFactory, PostFactory, SpaceFactory, TopicFactory
from tests.factories.people import StaffTeamFactory, UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def test_front_page_without_a_forum_says_so() -> None:
    assert "empty-state" in main_of("/forum/")


def test_front_page_shows_only_what_one_may_read() -> None:
    team = StaffTeamFactory()
    CategoryFactory(name="หมวดเปิด")
    CategoryFactory(name="หมวดสมาชิก", space=SpaceFactory(name="ห้องสมาชิก", readers="members"))
    CategoryFactory(name="หมวดทีม", space=SpaceFactory(name="ห้องทีม", readers="team", team=team))
    visitor, member, mate = main_of("/forum/"), main_of("/forum/", UserFactory()), UserFactory()
    mate.groups.add(team.group)
    assert "หมวดเปิด" in visitor
    assert "หมวดสมาชิก" not in visitor
    assert "ห้องสมาชิก" not in visitor
    assert "หมวดสมาชิก" in member
    assert "ห้องทีม" not in member
    assert "หมวดทีม" in main_of("/forum/", mate)


def test_front_page_shows_no_topic_that_is_hidden_by_now() -> None:
    topic = TopicFactory(title="หัวข้อที่ถูกซ่อน")
    assert "หัวข้อที่ถูกซ่อน" in main_of("/forum/")
    type(topic).objects.update(state="hidden")
    assert "หัวข้อที่ถูกซ่อน" not in main_of("/forum/")


def test_category_with_something_new_is_marked_for_its_reader() -> None:
    reader = UserFactory()
    topic = TopicFactory()
    assert "place--unread" in main_of("/forum/", reader)
    assert "place--unread" not in main_of("/forum/")
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    assert "place--unread" not in main_of("/forum/", reader)


@pytest.mark.parametrize("is_member", [False, True])
def test_front_page_asks_no_more_for_many_categories(is_member: bool, django_assert_num_queries: Callable) -> None:
    user = UserFactory() if is_member else None
    TopicFactory()
    client = client_of(user)
    client.get("/forum/")
    with CaptureQueriesContext(connection) as few:
        client.get("/forum/")
    for _number in range(6):
        PostFactory(topic=TopicFactory())
    with django_assert_num_queries(len(few)):
        client.get("/forum/")


def test_category_of_others_is_not_there() -> None:
    category = CategoryFactory(readers="members")
    assert client_of(None).get(f"/forum/c/{category.slug}/").status_code == 404
    assert client_of(UserFactory()).get(f"/forum/c/{category.slug}/").status_code == 200
    assert client_of(None).get("/forum/c/nowhere/").status_code == 404


def test_pinned_topic_stands_first_and_once() -> None:
    pinned = TopicFactory(title="ปักหมุดไว้", is_pinned=True)
    TopicFactory(category=pinned.category, title="ใหม่กว่า")
    html = main_of(f"/forum/c/{pinned.category.slug}/")
    assert html.index("ปักหมุดไว้") < html.index("ใหม่กว่า")
    assert html.count("ปักหมุดไว้") == 1


@pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
def test_category_lists_no_topic_that_is_not_shown(state: str) -> None:
    topic = TopicFactory(title="ไม่ให้เห็น", state=state)
    assert "ไม่ให้เห็น" not in main_of(f"/forum/c/{topic.category.slug}/", topic.author)


def test_pinned_topics_of_the_category_stand_first_once() -> None:
    category = CategoryFactory()
    pinned = TopicFactory(category=category, title="ปักหมุดไว้", is_pinned=True)
    newer = TopicFactory(category=category, title="ใหม่กว่า")
    TopicFactory(title="ของหมวดอื่น", is_pinned=True)
    TopicFactory(category=category, title="ซ่อนอยู่", is_pinned=True, state="hidden")
    rows = client_of(None).get(f"/forum/c/{category.slug}/").context["rows"]
    assert [row["title"] for row in rows] == [pinned.title, newer.title]


def test_category_is_filtered_by_kind_tag_and_answer() -> None:
    category = CategoryFactory()
    solved = TopicFactory(category=category, title="แก้ได้แล้ว", kind="question")
    solved.accepted, solved.accepted_at = PostFactory(topic=solved), timezone.now()
    solved.save()
    solved.tags.add("แผนที่ความคิด")
    TopicFactory(category=category, title="ยังรออยู่", kind="question")
    TopicFactory(category=category, title="เล่าให้ฟัง", kind="experience")
    tag = solved.tags.get().slug
    url = f"/forum/c/{category.slug}/"

    def titles(query: str) -> set[str]:
        return {row["title"] for row in client_of(None).get(url + query).context["rows"]}

    assert titles("?kind=experience") == {"เล่าให้ฟัง"}
    assert titles("?state=solved") == {"แก้ได้แล้ว"}
    assert titles("?state=open") == {"ยังรออยู่"}
    assert titles(f"?tag={tag}") == {"แก้ได้แล้ว"}
    assert titles("?tag=nowhere") == set()
    assert titles("?kind=nonsense&state=nonsense") == {"แก้ได้แล้ว", "ยังรออยู่", "เล่าให้ฟัง"}


def test_filter_does_not_name_a_tag_of_what_one_may_not_read() -> None:
    secret, topic = TopicFactory(category=CategoryFactory(readers="members")), TopicFactory()
    secret.tags.add("ความลับ")
    topic.tags.add("แผนที่ความคิด")
    url = f"/forum/c/{topic.category.slug}/?tag="
    assert "ความลับ" not in client_of(None).get(url + secret.tags.get().slug).content.decode()
    assert "แผนที่ความคิด" in client_of(None).get(url + topic.tags.get().slug).content.decode()


def test_filtered_list_is_kept_out_of_search_engines() -> None:
    category = CategoryFactory()
    page = client_of(None).get(f"/forum/c/{category.slug}/?kind=poll").content.decode()
    assert 'content="noindex, follow"' in page
    assert f'rel="canonical" href="http://testserver/forum/c/{category.slug}/"' in page


def test_category_is_followed_and_left_again() -> None:
    category, reader = CategoryFactory(), UserFactory()
    client, url = client_of(reader), f"/forum/c/{category.slug}/follow/"
    client.post(url, {"follow": "yes"})
    client.post(url, {"follow": "yes"})
    assert CategoryFollow.objects.filter(user=reader, category=category).count() == 1
    client.post(url, {"follow": "no"})
    client.post(url, {"follow": "no"})
    assert not CategoryFollow.objects.exists()


def test_only_members_follow_and_only_what_they_may_read() -> None:
    category = CategoryFactory(readers="school")
    url = f"/forum/c/{category.slug}/follow/"
    assert client_of(None).post(url, {"follow": "yes"}).status_code == 302
    assert client_of(UserFactory()).post(url, {"follow": "yes"}).status_code == 404


@pytest.mark.parametrize("is_member", [False, True])
def test_category_asks_no_more_for_many_topics(is_member: bool, django_assert_num_queries: Callable) -> None:
    user = UserFactory() if is_member else None
    topic = TopicFactory()
    topic.tags.add("หนึ่ง")
    client, url = client_of(user), f"/forum/c/{topic.category.slug}/"
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(8):
        TopicFactory(category=topic.category).tags.add(f"ป้าย {number}")
    with django_assert_num_queries(len(few)):
        client.get(url)
