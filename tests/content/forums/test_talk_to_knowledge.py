"""From the posts of a solved topic to a note: what the draft holds, who may see it, who may approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forums.knowledge.composing import plain_markdown
from content.forums.knowledge.origin import knowledge_of
from content.forums.knowledge.permissions import ways_to_draft
from content.forums.knowledge.services import DoesNotFit, draft_from_topic
from content.forums.models import KnowledgeFromTopic, Post, Topic
from content.knowledge.permissions import has_written
from content.notes.models import NotePage
from content.notifications.delivery import deliver
from content.notifications.models import Notice
from content.people.roles import RoleKey
from content.writing.permissions import can_review
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.notes import NoteIndexPageFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(site_tree: object) -> None:
    NoteIndexPageFactory()


@pytest.fixture
def drafter() -> User:
    return user_with_role(RoleKey.CONTRIBUTOR, username="drafter")


@pytest.fixture
def solved() -> Topic:
    """A question, a remark and an accepted answer, each by somebody else."""
    topic = TopicFactory(title="ระบายสีกิ่งอย่างไร", text="เด็กใช้สีเดียว", author__profile__position="ครู ป.1")
    PostFactory(topic=topic, text="ของผมก็เป็น", author__profile__position="ครู ป.2")
    topic.accepted = PostFactory(topic=topic, text="หนึ่งกิ่งหนึ่งสี", author__profile__position="ศึกษานิเทศก์")
    topic.save()
    topic.tags.add(TagFactory(name="Mind Map, ผังความคิด"))
    return topic


def draft(topic: Topic, user: User, value: str = "faq", **more: object) -> NotePage:
    kind, outline = next(way for way in ways_to_draft(user) if way[1].value == value)
    given = {"posts": list(topic.posts.visible().in_order()), "title": topic.title, "key": uuid4(), **more}
    page = draft_from_topic(user=user, topic=topic, kind=kind, outline=outline, **given)
    return NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page: NotePage) -> NotePage:
    NotePage.objects.get(pk=page.pk).get_latest_revision().publish()
    return NotePage.objects.get(pk=page.pk)


class TestDraft:
    def test_question_and_answers_stand_in_their_parts(self, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter)
        assert page.note_type == "faq"
        assert page.body == (
            "## คำถาม\n\nระบายสีกิ่งอย่างไร\n\nเด็กใช้สีเดียว\n\n"
            "## คำตอบ\n\nหนึ่งกิ่งหนึ่งสี\n\n— ศึกษานิเทศก์\n\n> ของผมก็เป็น\n>\n> — ครู ป.2"
        )

    @pytest.mark.parametrize("value", ["faq", "good_practice", "lesson", "tip", "story"])
    def test_every_type_holds_every_word(self, solved: Topic, drafter: User, value: str) -> None:
        body = draft(solved, drafter, value).body
        assert all(words in body for words in ("เด็กใช้สีเดียว", "ของผมก็เป็น", "หนึ่งกิ่งหนึ่งสี"))

    def test_told_experience_is_no_question(self, drafter: User) -> None:
        topic = TopicFactory(kind="experience", text="เราทำมาแล้ว", author__profile__position="ครู")
        assert draft(topic, drafter, "story").body == "## สิ่งที่ทำ\n\nเราทำมาแล้ว\n\n— ครู"

    def test_drafter_is_the_author_and_nothing_is_published(self, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter)
        assert [row.user for row in page.item_authors.all()] == [drafter]
        assert not NotePage.objects.get(pk=page.pk).live

    def test_tags_come_along_whole(self, solved: Topic, drafter: User) -> None:
        assert [tag.name for tag in draft(solved, drafter).tags.all()] == ["Mind Map, ผังความคิด"]

    def test_headings_and_user_names_of_posts_become_plain(self) -> None:
        UserFactory(username="Somchai", profile__position="ครูศิลปะ")
        said = "## ขั้นตอน\n\nถาม @somchai หรือ a@b.th\n\n# จบ #"
        assert plain_markdown(said) == "**ขั้นตอน**\n\nถาม ครูศิลปะ หรือ a@b.th\n\n**จบ**"

    def test_sent_twice_is_one_draft(self, solved: Topic, drafter: User) -> None:
        key = uuid4()
        assert draft(solved, drafter, key=key).pk == draft(solved, drafter, key=key).pk
        assert (NotePage.objects.count(), KnowledgeFromTopic.objects.count()) == (1, 1)

    def test_more_than_a_note_holds_is_refused(self, drafter: User) -> None:
        topic = TopicFactory(text="ก" * 30_000)
        PostFactory.create_batch(7, topic=topic, text="ข" * 30_000)
        with pytest.raises(DoesNotFit):
            draft(topic, drafter)
        assert not NotePage.objects.exists()


class TestAudience:
    @pytest.mark.parametrize("readers", ["public", "members"])
    def test_draft_is_for_whom_the_category_is(self, drafter: User, readers: str) -> None:
        assert draft(TopicFactory(category__readers=readers), drafter).audience == readers

    def test_draft_of_a_group_is_for_the_group(self, drafter: User) -> None:
        group = WorkGroupFactory()
        drafter.groups.add(group.group)
        topic = TopicFactory(category__readers="work_group", category__work_group=group)
        page = draft(topic, drafter)
        assert (page.audience, page.work_group) == ("work_group", group)

    def test_who_may_not_read_drafts_nothing(self, drafter: User) -> None:
        topic = TopicFactory(category__readers="work_group", category__work_group=WorkGroupFactory())
        with pytest.raises(PermissionDenied):
            draft(topic, drafter)


class TestCredit:
    def test_none_whose_words_it_holds_may_approve_it(self, solved: Topic, drafter: User) -> None:
        reviewer, neutral = user_with_role(RoleKey.EDITOR), user_with_role(RoleKey.EDITOR)
        PostFactory(topic=solved, author=reviewer, text="เห็นด้วย")
        page = draft(solved, drafter)
        assert has_written(reviewer, page)
        assert not has_written(neutral, page)

        from content.writing.services.desks import version_token
        from content.writing.services.review import submit

        stored = NotePage.objects.get(pk=page.pk)
        submit(page=stored, user=drafter, token=version_token(stored))
        assert (can_review(reviewer, stored), can_review(neutral, stored)) == (False, True)

    def test_page_names_the_topic_and_all_positions(self, client: Client, solved: Topic, drafter: User) -> None:
        PostFactory(topic=solved, author__profile__position="ครู ป.2")
        html = client.get(publish(draft(solved, drafter)).get_url()).content.decode()
        assert f'href="/forum/t/{solved.pk}/"' in html
        assert all(role in html for role in ("ครู ป.1", "ครู ป.2 (2 คน)", "ศึกษานิเทศก์"))

    def test_topic_one_may_not_read_is_not_named(self, client: Client, drafter: User) -> None:
        topic = TopicFactory(kind="experience", title="ชื่อที่ปิดไว้", author__profile__position="ครูอนุบาล")
        page = publish(draft(topic, drafter, title="ชื่อเปิดเผย"))
        topic.category.readers = "members"
        topic.category.save()
        html = client.get(page.get_url()).content.decode()
        assert "ครูอนุบาล" in html
        assert "ชื่อที่ปิดไว้" not in html
        assert f"/forum/t/{topic.pk}/" not in html

    def test_contributors_hear_of_the_publication_once(self, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter)
        deliver()
        assert not Notice.objects.filter(event__kind="forum-knowledge").exists()
        for _ in range(2):
            publish(page)
            deliver()
        told = Notice.objects.filter(event__kind="forum-knowledge").values_list("recipient", flat=True)
        assert sorted(told) == sorted(solved.posts.values_list("author", flat=True))


class TestTopic:
    def test_draft_is_known_to_its_writer_only(self, solved: Topic, drafter: User) -> None:
        draft(solved, drafter)
        assert [row["is_published"] for row in knowledge_of(solved, drafter)] == [False]
        for other in (user_with_role(RoleKey.CONTRIBUTOR), solved.author):
            assert knowledge_of(solved, other) == []

    def test_topic_shows_the_published_note_on_top(self, client: Client, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter, title="หนึ่งกิ่งหนึ่งสี ทำอย่างไร")
        assert page.title not in client.get(f"/forum/t/{solved.pk}/").content.decode()
        page = publish(page)
        html = client.get(f"/forum/t/{solved.pk}/").content.decode()
        assert page.get_url() in html

    def test_note_one_may_not_read_is_not_shown(self, client: Client, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter, title="บันทึกภายใน")
        page.audience = "members"
        page.save_revision()
        publish(page)
        assert "บันทึกภายใน" not in client.get(f"/forum/t/{solved.pk}/").content.decode()
        client.force_login(UserFactory())
        assert "บันทึกภายใน" in client.get(f"/forum/t/{solved.pk}/").content.decode()

    def test_more_notes_ask_no_more_of_a_visitor(self, client: Client, solved: Topic, drafter: User) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/forum/t/{solved.pk}/")
            return len(asked)

        publish(draft(solved, drafter))
        few = queries()
        for _ in range(3):
            publish(draft(solved, drafter))
        assert queries() == few


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
