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
from content.forums.knowledge.services import DoesNotFit
from content.forums.models import KnowledgeFromTopic, Topic
from content.knowledge.models import ItemAuthor
from content.knowledge.permissions import has_written
from content.notes.models import NotePage
from content.notifications.delivery import deliver
from content.notifications.models import Notice
from content.people.roles import RoleKey
from content.writing.permissions import can_review
from content.writing.services.desks import version_token
from content.writing.services.review import submit
from tests.content.forums.knowledge.making import draft, publish
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db


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

    def test_topic_of_many_tags_gives_as_many_as_an_item_may_have(self, solved: Topic, drafter: User) -> None:
        solved.tags.add(*(f"ป้าย {n:02}" for n in range(25)))
        assert len(draft(solved, drafter).tags.all()) == 20

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

    def test_draft_is_known_to_who_is_named_its_author(self, solved: Topic, drafter: User) -> None:
        page = draft(solved, drafter)
        co_author = user_with_role(RoleKey.CONTRIBUTOR)
        page.item_authors.add(ItemAuthor(user=co_author))
        page.save_revision()
        assert [row["is_published"] for row in knowledge_of(solved, co_author)] == [False]

    def test_draft_is_known_to_who_reviews_it(self, solved: Topic, drafter: User) -> None:
        reviewer = user_with_role(RoleKey.REVIEWER)
        stored = NotePage.objects.get(pk=draft(solved, drafter).pk)
        assert knowledge_of(solved, reviewer) == []
        submit(page=stored, user=drafter, token=version_token(stored))
        assert [row["is_published"] for row in knowledge_of(solved, reviewer)] == [False]

    def test_more_drafts_ask_no_more_queries(self, solved: Topic, drafter: User) -> None:
        member = user_with_role(RoleKey.REVIEWER)

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                knowledge_of(solved, member)
            return len(asked)

        draft(solved, drafter)
        few = queries()
        for _ in range(4):
            draft(solved, drafter)
        assert queries() == few

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
