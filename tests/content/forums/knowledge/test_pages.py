"""The form that makes a note of chosen posts, and the list of topics that are no knowledge yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forums.models import KnowledgeFromTopic, Post, Topic
from content.notes.models import NotePage
from tests.content.forums.knowledge.making import draft, publish
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db


class TestForm:
    def start(self, topic: Topic) -> str:
        return f"/forum/t/{topic.pk}/knowledge/"

    def send(self, client: Client, topic: Topic, posts: list[Post], **more: object) -> HttpResponse:
        values = {"title": topic.title, "way": "notes:faq", "key": uuid4(), "post": [p.pk for p in posts], **more}
        return client.post(self.start(topic), values)

    def test_opening_and_answer_are_chosen_at_first(self, client: Client, solved: Topic, drafter: User) -> None:
        client.force_login(drafter)
        rows = client.get(self.start(solved)).context["rows"]
        assert [(row["number"], row["is_chosen"]) for row in rows] == [(1, True), (2, False), (3, True)]

    def test_sending_leads_to_the_draft(self, client: Client, solved: Topic, drafter: User) -> None:
        client.force_login(drafter)
        response = self.send(client, solved, [solved.accepted])
        assert response.url == f"/write/{NotePage.objects.get().pk}/"
        assert client.get(response.url).status_code == 200

    def test_button_stands_on_the_topic_for_those_who_may(self, client: Client, solved: Topic, drafter: User) -> None:
        for user, is_there in ((None, False), (UserFactory(), False), (drafter, True)):
            if user:
                client.force_login(user)
            html = client.get(f"/forum/t/{solved.pk}/").content.decode()
            assert (self.start(solved) in html) is is_there

    def test_visitor_is_sent_to_sign_in(self, client: Client, solved: Topic) -> None:
        assert client.get(self.start(solved)).url.startswith("/accounts/login/")

    def test_reader_without_the_right_to_write_is_refused(self, client: Client, solved: Topic) -> None:
        client.force_login(UserFactory())
        assert client.get(self.start(solved)).status_code == 403

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_topic_that_is_not_shown_is_not_there(self, client: Client, drafter: User, state: str) -> None:
        client.force_login(drafter)
        assert client.get(self.start(TopicFactory(state=state))).status_code == 404

    def test_closed_category_is_not_there(self, client: Client, drafter: User) -> None:
        client.force_login(drafter)
        topic = TopicFactory(category__readers="work_group", category__work_group=WorkGroupFactory())
        assert client.get(self.start(topic)).status_code == 404
        assert self.send(client, topic, list(topic.posts.all())).status_code == 404

    def test_nothing_chosen_is_said_and_keeps_what_was_typed(
        self, client: Client, solved: Topic, drafter: User
    ) -> None:
        client.force_login(drafter)
        response = self.send(client, solved, [], title="ชื่อที่ตั้งไว้", way="notes:tip")
        html = response.content.decode()
        assert response.status_code == 422
        assert "เลือกข้อความด้านล่างอย่างน้อยหนึ่งข้อความ" in html
        assert 'value="ชื่อที่ตั้งไว้"' in html
        assert 'value="notes:tip" checked' in html

    def test_posts_of_elsewhere_and_hidden_ones_are_left_out(
        self, client: Client, solved: Topic, drafter: User
    ) -> None:
        client.force_login(drafter)
        hidden = PostFactory(topic=solved, state="hidden", text="ซ่อนไว้")
        secret = TopicFactory(category__readers="work_group", category__work_group=WorkGroupFactory()).opening()
        response = self.send(client, solved, [hidden, secret])
        assert response.status_code == 422
        self.send(client, solved, [hidden, secret, solved.accepted])
        assert [post.pk for post in KnowledgeFromTopic.objects.get().posts.all()] == [solved.accepted_id]

    @pytest.mark.parametrize("post", ["x", "²", "9" * 40, "-1", "\x00"])
    def test_crafted_ids_are_no_posts(self, client: Client, solved: Topic, drafter: User, post: str) -> None:
        client.force_login(drafter)
        values = {"title": "ก", "way": "notes:faq", "key": "x", "post": [post], "after": post}
        assert client.post(self.start(solved), values).status_code == 200
        del values["after"]
        assert client.post(self.start(solved), values).status_code == 422

    @pytest.mark.parametrize("fields", [{"title": ""}, {"title": "ก" * 300}, {"way": "notes:aar"}, {"way": ""}])
    def test_bad_fields_are_named(self, client: Client, solved: Topic, drafter: User, fields: dict[str, str]) -> None:
        client.force_login(drafter)
        response = self.send(client, solved, [solved.accepted], **fields)
        assert set(response.context["form"].errors) == set(fields)
        assert not NotePage.objects.exists()

    def test_too_many_posts_are_counted(self, client: Client, drafter: User) -> None:
        topic = TopicFactory()
        posts = PostFactory.create_batch(31, topic=topic)
        client.force_login(drafter)
        assert "31 ข้อความ" in self.send(client, topic, posts).content.decode()

    def test_turning_the_page_keeps_what_is_chosen(self, client: Client, drafter: User) -> None:
        topic = TopicFactory()
        posts = PostFactory.create_batch(60, topic=topic)
        client.force_login(drafter)
        response = self.send(client, topic, [posts[3]], after="50", title="")
        assert response.status_code == 200
        assert [row["number"] for row in response.context["rows"]] == list(range(51, 62))
        assert [row["pk"] for row in response.context["elsewhere"]] == [posts[3].pk]
        assert response.context["previous_after"] == 0

    def test_same_form_sent_again_leads_to_its_draft(self, client: Client, solved: Topic, drafter: User) -> None:
        client.force_login(drafter)
        key = uuid4()
        first = self.send(client, solved, [solved.accepted], key=key)
        again = self.send(client, solved, [solved.opening()], key=key)
        assert again.url == first.url
        assert NotePage.objects.count() == 1

    def test_suspended_person_is_refused(self, client: Client, solved: Topic, drafter: User) -> None:
        drafter.forum_sanctions.create(kind="suspension", reason="พัก")
        client.force_login(drafter)
        assert client.get(self.start(solved)).status_code == 403


class TestNotYet:
    url = "/forum/not-yet-knowledge/"

    def rows(self, client: Client, query: str = "") -> list[str]:
        return [row["title"] for row in client.get(self.url + query).context["rows"]]

    def solve(self, **fields: object) -> Topic:
        topic = TopicFactory(**fields)
        topic.accepted = PostFactory(topic=topic)
        topic.save()
        return topic

    def test_solved_topics_stand_in_it_until_a_note_is_published(self, client: Client, drafter: User) -> None:
        topic = self.solve(title="แก้แล้ว")
        TopicFactory()
        client.force_login(drafter)
        assert self.rows(client) == ["แก้แล้ว"]
        page = draft(topic, drafter)
        assert self.rows(client) == ["แก้แล้ว"]
        publish(page)
        assert self.rows(client) == []

    def test_what_one_may_not_read_is_not_in_it(self, client: Client, drafter: User) -> None:
        self.solve(category__readers="work_group", category__work_group=WorkGroupFactory())
        client.force_login(drafter)
        assert self.rows(client) == []
        assert client.get(self.url).context["categories"] == []

    def test_one_category_may_be_chosen(self, client: Client, drafter: User) -> None:
        wanted, closed = CategoryFactory(), CategoryFactory(readers="school", school=None)
        self.solve(title="หมวดนี้", category=wanted)
        self.solve(title="หมวดอื่น")
        client.force_login(drafter)
        assert self.rows(client, f"?category={wanted.slug}") == ["หมวดนี้"]
        assert len(self.rows(client, f"?category={closed.slug}")) == 2

    def test_pages_are_turned_by_place(self, client: Client, drafter: User) -> None:
        category = CategoryFactory()
        for number in range(33):
            self.solve(title=f"ข้อ {number}", category=category)
        client.force_login(drafter)
        first = client.get(self.url)
        later = client.get(self.url + first.context["next_url"])
        titles = [row["title"] for response in (first, later) for row in response.context["rows"]]
        assert titles == [f"ข้อ {number}" for number in reversed(range(33))]
        assert later.context["next_url"] == ""

    @pytest.mark.parametrize("place", ["x", "1e400-1", "-", "nan-1", "1-" + "9" * 30])
    def test_crafted_place_is_the_first_page(self, client: Client, drafter: User, place: str) -> None:
        client.force_login(drafter)
        assert client.get(self.url, {"before": place}).status_code == 200

    def test_visitor_is_sent_to_sign_in(self, client: Client) -> None:
        assert client.get(self.url).status_code == 302

    def test_moderators_have_a_row_on_my_page(self, client: Client) -> None:
        moderator = UserFactory()
        topic = self.solve()
        topic.category.moderators.add(moderator)
        client.force_login(moderator)
        assert self.url in client.get("/me/").content.decode()
        client.force_login(UserFactory())
        assert self.url not in client.get("/me/").content.decode()

    def test_queries_do_not_grow_with_the_list(self, client: Client, drafter: User) -> None:
        client.force_login(drafter)

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get(self.url)
            return len(asked)

        self.solve().tags.add(TagFactory())
        queries()
        few = queries()
        for _ in range(4):
            self.solve().tags.add(TagFactory())
        assert queries() == few
