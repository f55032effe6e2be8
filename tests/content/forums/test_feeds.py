"""Atom feeds: what stands in them, and for whom they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from content.forums.feeds import views
from content.forums.models import Post, Topic
from content.people.models import Profile
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(response: HttpResponse) -> list[tuple[str, str]]:
    root = ET.fromstring(response.content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href")) for entry in root.iter(f"{ATOM}entry")
    ]


def test_pages_say_where_their_feed_is(client: Client) -> None:
    topic = TopicFactory(category__name="สื่อ <การสอน>", title="อ่าน & เขียน")
    link = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
    category = link.format(f"/forum/c/{topic.category.slug}/feed/", "สื่อ &lt;การสอน&gt;")
    assert category in client.get(topic.category.get_absolute_url()).text
    assert link.format(f"/forum/t/{topic.pk}/feed/", "อ่าน &amp; เขียน") in client.get(topic.get_absolute_url()).text


def test_held_topic_has_no_feed_to_name(client: Client) -> None:
    topic = TopicFactory(state="pending")
    client.force_login(topic.author)
    assert "application/atom+xml" not in client.get(topic.get_absolute_url()).text


class TestCategories:
    def test_newest_topics_stand_in_it(self, client: Client) -> None:
        category = CategoryFactory(name="สื่อการสอน")
        first, second = TopicFactory(category=category), TopicFactory(category=category, text="**สวัสดี**")
        TopicFactory()
        response = client.get(f"/forum/c/{category.slug}/feed/")
        assert [title for title, _ in entries(response)] == [second.title, first.title]
        assert entries(response)[0][1] == f"http://testserver/forum/p/{second.opening().pk}/"
        assert "&lt;strong&gt;สวัสดี" in response.content.decode()
        assert response.headers["Content-Type"].startswith("application/atom+xml")

    def test_closed_category_is_not_there_for_others(self, client: Client) -> None:
        category = CategoryFactory(readers="members")
        TopicFactory(category=category, title="ภายใน")
        assert client.get(f"/forum/c/{category.slug}/feed/").status_code == 404
        client.force_login(UserFactory())
        assert [title for title, _ in entries(client.get(f"/forum/c/{category.slug}/feed/"))] == ["ภายใน"]

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_what_is_not_shown_is_not_in_it(self, client: Client, state: str) -> None:
        shown = TopicFactory()
        TopicFactory(category=shown.category, state=state)
        hidden = TopicFactory(category=shown.category)
        Post.objects.filter(topic=hidden).update(state=state)
        feed = entries(client.get(f"/forum/c/{shown.category.slug}/feed/"))
        assert [title for title, _ in feed] == [shown.title]


class TestTopics:
    def test_newest_posts_stand_in_it_with_the_position_of_who_wrote_them(self, client: Client) -> None:
        topic = TopicFactory(title="ถามเรื่องสี", author__profile__position="ครู")
        PostFactory(topic=topic, author__profile__position="ศึกษานิเทศก์", author__username="somchai")
        response = client.get(f"/forum/t/{topic.pk}/feed/")
        assert [title for title, _ in entries(response)] == ["ศึกษานิเทศก์ ตอบใน “ถามเรื่องสี”", "ถามเรื่องสี"]
        assert "somchai" not in response.content.decode()

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_post_that_is_not_shown_is_not_in_it(self, client: Client, state: str) -> None:
        topic = TopicFactory()
        PostFactory(topic=topic, state=state, text="ความลับ")
        assert "ความลับ" not in client.get(f"/forum/t/{topic.pk}/feed/").content.decode()

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_topic_that_is_not_shown_has_no_feed(self, client: Client, state: str) -> None:
        topic = TopicFactory(state=state)
        client.force_login(topic.author)
        assert client.get(f"/forum/t/{topic.pk}/feed/").status_code == 404

    def test_closed_topic_is_not_there_for_others(self, client: Client) -> None:
        topic = TopicFactory(category__readers="members")
        assert client.get(f"/forum/t/{topic.pk}/feed/").status_code == 404
        client.force_login(UserFactory())
        assert client.get(f"/forum/t/{topic.pk}/feed/").status_code == 200

    def test_merged_topic_leads_to_where_it_went(self, client: Client) -> None:
        target = TopicFactory()
        gone = TopicFactory(state="deleted", merged_into=target)
        assert client.get(f"/forum/t/{gone.pk}/feed/").url == f"/forum/t/{target.pk}/feed/"

    def test_merged_topic_says_nothing_of_a_closed_target(self, client: Client) -> None:
        gone = TopicFactory(state="deleted", merged_into=TopicFactory(category__readers="members"))
        assert client.get(f"/forum/t/{gone.pk}/feed/").status_code == 404

    def test_control_characters_leave_it_readable(self, client: Client) -> None:
        topic = TopicFactory(title="ก\x08ข\ufffe", text="ค\x0bง\uffff")
        assert entries(client.get(f"/forum/t/{topic.pk}/feed/"))[0][0] == "กข"


def change_text(post: Post) -> None:
    post.text, post.edited_at = "แก้แล้ว", timezone.now()
    post.save()


CHANGES = {
    "hidden": lambda post: Post.objects.filter(pk=post.pk).update(state="hidden"),
    "edited": change_text,
    "masked": lambda post: Post.objects.filter(pk=post.pk).update(text="█████"),
    "answered": lambda post: PostFactory(topic=post.topic),
    "retitled": lambda post: Topic.objects.filter(pk=post.topic_id).update(title="ชื่อใหม่"),
    "another position": lambda post: Profile.objects.filter(user=post.author).update(position="ผู้อำนวยการ"),
    "closed account": lambda post: Post.objects.filter(pk=post.pk).update(author=None),
}


class TestAskingAgain:
    def test_unchanged_feed_is_not_written_again(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        topic = TopicFactory()
        paths = (f"/forum/t/{topic.pk}/feed/", f"/forum/c/{topic.category.slug}/feed/")
        tags = [client.get(path).headers["ETag"] for path in paths]

        def written(*args: object) -> str:
            raise AssertionError("nobody reads it")

        monkeypatch.setattr(views, "_written", written)
        for path, tag in zip(paths, tags, strict=True):
            again = client.get(path, headers={"if-none-match": tag})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
            assert again.headers["Cache-Control"] == "private, no-cache"

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_what_changes_the_feed_is_sent(self, client: Client, change: Callable[[Post], object]) -> None:
        topic = TopicFactory(author__profile__position="ครู")
        post = PostFactory(topic=topic, author__profile__position="ครู")
        path = f"/forum/t/{topic.pk}/feed/"
        first = client.get(path)
        change(post)
        again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 200
        assert again.content != first.content

    def test_new_topic_and_new_name_change_the_feed_of_a_category(self, client: Client) -> None:
        category = TopicFactory().category
        path = f"/forum/c/{category.slug}/feed/"
        tags = [client.get(path).headers["ETag"]]
        TopicFactory(category=category)
        tags.append(client.get(path).headers["ETag"])
        category.name = "ชื่อใหม่"
        category.save()
        tags.append(client.get(path).headers["ETag"])
        assert len(set(tags)) == 3

    def test_no_moment_is_promised(self, client: Client) -> None:
        """A post that is hidden would leave an older one behind: "not modified since" would be wrong."""
        topic = TopicFactory()
        path = f"/forum/t/{topic.pk}/feed/"
        assert "Last-Modified" not in client.get(path).headers
        since = http_date(timezone.now().timestamp() + 60)
        assert client.get(path, headers={"if-modified-since": since}).status_code == 200

    def test_etag_tells_nothing_of_a_closed_feed(self, client: Client) -> None:
        topic = TopicFactory(category__readers="members")
        path = f"/forum/t/{topic.pk}/feed/"
        client.force_login(UserFactory())
        tag = client.get(path).headers["ETag"]
        client.logout()
        assert client.get(path, headers={"if-none-match": tag}).status_code == 404
        assert client.get(path, headers={"if-none-match": "*"}).status_code == 404

    def test_feed_without_entries_is_the_same_feed(self, client: Client) -> None:
        path = f"/forum/c/{CategoryFactory().slug}/feed/"
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304

    @pytest.mark.parametrize("readers", ["public", "members"])
    def test_caches_do_not_keep_it(self, client: Client, readers: str) -> None:
        topic = TopicFactory(category__readers=readers)
        client.force_login(UserFactory())
        for path in (f"/forum/t/{topic.pk}/feed/", f"/forum/c/{topic.category.slug}/feed/"):
            response = client.get(path)
            assert response.headers["Cache-Control"] == "private, no-cache"
            assert "Cookie" in response.headers["Vary"]

    def test_posting_to_it_is_refused(self, client: Client) -> None:
        assert client.post(f"/forum/t/{TopicFactory().pk}/feed/").status_code == 405


def test_queries_do_not_grow_with_the_feed(client: Client) -> None:
    def queries(topic: Topic) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/forum/t/{topic.pk}/feed/")
            client.get(f"/forum/c/{topic.category.slug}/feed/")
        return len(asked)

    topic = TopicFactory()
    few = queries(topic)
    PostFactory.create_batch(5, topic=topic)
    TopicFactory.create_batch(5, category=topic.category)
    assert queries(topic) == few
