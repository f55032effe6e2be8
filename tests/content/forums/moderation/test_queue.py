"""The queue and its number on my page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from content.forums.models import Post, Report
from content.forums.moderation.queue import PAGE_SIZE, waiting_count
from content.people.models import User
from content.people.my_page import OFFICE, rows_for
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category

QUEUE = "/forum/moderation/"


def reported(category: Category, *, times: int = 1, text: str = "ถูกแจ้ง") -> Post:
    post = PostFactory(topic__category=category, text=text)
    for user in UserFactory.create_batch(times):
        Report.objects.create(post=post, reporter=user, reason="wrong", text="ไม่ตรงระเบียบ")
    return post


def shown(response: HttpResponse) -> list[str]:
    return [
        words.get_text(strip=True)
        for words in BeautifulSoup(response.content, "html.parser").select(".moderation__words")
    ]


def test_queue_shows_reports_of_own_categories_only(client: Client, category: Category, moderator: User) -> None:
    reported(category, times=2)
    reported(CategoryFactory(), text="ที่อื่น")
    client.force_login(moderator)
    response = client.get(QUEUE)
    assert shown(response) == ["ถูกแจ้ง"]
    assert response.content.decode().count("ไม่ตรงระเบียบ") == 2


def test_queue_holds_nothing_of_a_place_one_may_not_read(
    client: Client, category: Category, make_user: Callable[..., User]
) -> None:
    """A role with the permission alone, which is not that of editors, reads what everybody reads."""
    secret = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
    reported(secret, text="ความลับของกลุ่ม")
    PostFactory(topic__category=secret, state="pending", text="รออยู่ในกลุ่ม")
    reported(category)
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="moderate_every_category"))
    user = User.objects.get(pk=user.pk)
    client.force_login(user)
    assert shown(client.get(QUEUE)) == ["ถูกแจ้ง"]
    assert shown(client.get(f"{QUEUE}?show=held")) == []
    assert waiting_count(user) == 1


def test_whoever_moderates_all_sees_all(client: Client, category: Category, make_user: Callable[..., User]) -> None:
    reported(category)
    reported(CategoryFactory(readers="members"), text="ที่อื่น")
    client.force_login(make_user(role=RoleKey.EDITOR))
    assert sorted(shown(client.get(QUEUE))) == ["ถูกแจ้ง", "ที่อื่น"]


def test_held_topics_and_posts_wait_with_the_longest_first(client: Client, category: Category, moderator: User) -> None:
    hour = datetime.timedelta(hours=1)
    PostFactory(topic__category=category, state="pending", text="ข้อความรอ", created_at=timezone.now() - hour)
    topic = TopicFactory(category=category, state="pending", text="หัวข้อรอ")
    topic.posts.update(created_at=timezone.now() - 2 * hour)
    PostFactory(state="pending", text="ที่อื่น")
    client.force_login(moderator)
    assert shown(client.get(QUEUE, {"show": "held"})) == ["หัวข้อรอ", "ข้อความรอ"]


def test_button_of_the_queue_lets_in(client: Client, category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, state="pending")
    client.force_login(moderator)
    page = BeautifulSoup(client.get(QUEUE, {"show": "held"}).content, "html.parser")
    form = page.select_one(".moderation__ways form")
    button = form.select_one("button")
    data = {field["name"]: field["value"] for field in form.select("input")} | {button["name"]: button["value"]}
    assert client.post(form["action"], data).headers["Location"] == QUEUE
    assert Post.objects.get(pk=post.pk).state == "visible"


@pytest.mark.parametrize("show", ["reports", "held"])
def test_long_queue_is_read_page_by_page(client: Client, category: Category, moderator: User, show: str) -> None:
    for n in range(PAGE_SIZE + 3):
        post = PostFactory(topic__category=category, state="pending" if show == "held" else "visible", text=str(n))
        Report.objects.create(
            post=post, reporter=UserFactory(), reason="wrong", settled_at=timezone.now() if show == "held" else None
        )
    client.force_login(moderator)
    first = client.get(QUEUE, {"show": show})
    link = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")["href"]
    second = client.get(QUEUE + link)
    assert [int(text) for text in shown(first) + shown(second)] == list(range(PAGE_SIZE + 3))


@pytest.mark.parametrize("after", ["x", "1-", "-1", "9" * 30, f"{'9' * 18}-1", "1-" + "9" * 19, "๑-๑"])
def test_crafted_places_show_the_beginning(client: Client, category: Category, moderator: User, after: str) -> None:
    reported(category)
    client.force_login(moderator)
    assert shown(client.get(QUEUE, {"after": after})) == ["ถูกแจ้ง"]


@pytest.mark.parametrize("show", ["reports", "held"])
def test_queue_asks_the_same_number_of_queries_however_long_it_is(
    client: Client, category: Category, moderator: User, show: str
) -> None:
    client.force_login(moderator)
    counts = []
    for _round in range(2):
        for _n in range(5):
            reported(category, times=2)
            PostFactory(topic__category=category, state="pending")
        client.get(QUEUE, {"show": show})
        with _Counting() as counted:
            client.get(QUEUE, {"show": show})
        counts.append(counted.count)
    assert counts[0] == counts[1]


class _Counting:
    """How many queries were asked inside."""

    count = 0

    def __enter__(self) -> _Counting:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._context = CaptureQueriesContext(connection)
        self._context.__enter__()
        return self

    def __exit__(self, *args: object) -> None:
        self._context.__exit__(*args)
        self.count = len(self._context)


def test_number_on_my_page_counts_each_post_once_in_one_query(
    category: Category, moderator: User, django_assert_num_queries: Callable[..., object]
) -> None:
    reported(category, times=3)
    held = PostFactory(topic__category=category, state="pending")
    Report.objects.create(post=held, reporter=UserFactory(), reason="wrong")
    reported(CategoryFactory())
    user = User.objects.get(pk=moderator.pk)
    rows_for(user, OFFICE)
    with django_assert_num_queries(1):
        assert waiting_count(user) == 2


def test_row_of_my_page_is_for_moderators_only(category: Category, moderator: User) -> None:
    assert "forum_queue" in {row.key for row in rows_for(moderator, OFFICE)}
    assert not {"forum_queue", "forum_log"} & {row.key for row in rows_for(UserFactory(), OFFICE)}


def test_empty_queue_says_what_it_is_for(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    assert client.get(reverse("forums_queue")).status_code == 200
    assert client.get(reverse("forums_queue"), {"show": "held"}).status_code == 200
