"""The third time a question is asked, the owners of its category are asked to write a note. Once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.forums.knowledge.repeated import look_for_repetition, owners_of
from content.forums.models import Category, KnowledgeFromTopic, SimilarQuestions, Topic
from content.forums.moderation.services.purging import purge
from content.forums.services.posting import start_topic
from content.forums.services.spreading import topic_changed
from content.notes.models import NotePage
from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent, Notice
from content.people.roles import RoleKey
from search.indexing import settle
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import (
    StaffTeamFactory,
    TeamMembershipFactory,
    UserFactory,
    WorkGroupFactory,
    user_with_role,
)

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db
WORDS = (
    "เบิกค่ารักษาพยาบาลใช้เอกสารอะไรบ้าง",
    "เอกสารเบิกค่ารักษาพยาบาลมีอะไรบ้าง",
    "ขอเบิกค่ารักษาพยาบาลต้องใช้เอกสารอะไร",
)


def ask(category: Category, title: str, **fields: object) -> Topic:
    topic = TopicFactory(category=category, title=title, **fields)
    topic_changed(topic)
    settle()
    return topic


def ask_three(category: Category | None = None, **fields: object) -> list[Topic]:
    category = category or CategoryFactory()
    return [ask(category, title, **fields) for title in WORDS]


@pytest.fixture
def editor() -> User:
    return user_with_role(RoleKey.EDITOR)


def told() -> list[User]:
    deliver()
    notices = Notice.objects.filter(event__kind="forum-repeated").order_by("pk").select_related("recipient")
    return [notice.recipient for notice in notices]


def test_third_time_is_noticed_and_told(editor: User) -> None:
    first, second, third = ask_three()
    assert [look_for_repetition(topic.pk) for topic in (first, second, third)] == [False, False, True]
    assert set(SimilarQuestions.objects.get().similar.all()) == {first, second}
    assert told() == [editor]
    notice = Notice.objects.get().event
    assert "3 ครั้ง" in notice.as_event().sentence()


def test_asking_for_a_note_begins_where_an_answer_is(editor: User) -> None:
    first, _second, third = ask_three()
    first.accepted = PostFactory(topic=first)
    first.save()
    look_for_repetition(third.pk)
    told()
    assert Notice.objects.get().event.url == f"/forum/t/{first.pk}/"


def test_notice_leads_moderators_to_what_they_may_open(client: Client) -> None:
    category, moderator = CategoryFactory(), UserFactory()
    category.moderators.add(moderator)
    look_for_repetition(ask_three(category)[2].pk)
    assert told() == [moderator]
    client.force_login(moderator)
    assert client.get(Notice.objects.get().event.url).status_code == 200


def test_notice_keeps_nothing_that_was_purged() -> None:
    category, moderator = CategoryFactory(), UserFactory()
    category.moderators.add(moderator)
    third = ask_three(category, text="ลูกชื่อเด็กชายสมชาย")[2]
    look_for_repetition(third.pk)
    purge(user=moderator, post_id=third.opening().pk, passages=["สมชาย", "รักษาพยาบาล"], reason="เจ้าของขอ")
    event = FiredEvent.objects.get(kind="forum-repeated")
    assert "สมชาย" not in event.text
    assert "รักษาพยาบาล" not in event.title


def test_it_is_told_once(editor: User) -> None:
    topics = ask_three()
    topics.append(ask(topics[0].category, "เบิกค่ารักษาพยาบาล ใช้เอกสารอะไร"))
    for topic in (*topics, *topics):
        look_for_repetition(topic.pk)
    assert told() == [editor]
    assert SimilarQuestions.objects.count() == 1


def test_posting_the_third_question_is_enough(editor: User, django_capture_on_commit_callbacks) -> None:
    category = CategoryFactory()
    for number, title in enumerate(WORDS):
        with django_capture_on_commit_callbacks(execute=True):
            start_topic(user=UserFactory(), category=category, title=title, text="ขอบคุณค่ะ", token=str(number))
    assert told() == [editor]


def test_timer_finds_what_was_left(editor: User) -> None:
    ask_three()
    call_command("find_repeated_questions", verbosity=0)
    assert told() == [editor]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "experience"},
        {"state": "hidden"},
        {"created_at": timezone.now() - datetime.timedelta(days=800)},
    ],
)
def test_what_is_no_open_talk_of_these_years_is_not_counted(editor: User, fields: dict[str, object]) -> None:
    category = CategoryFactory()
    for title in WORDS[:2]:
        ask(category, title, **fields)
    assert look_for_repetition(ask(category, WORDS[2]).pk) is False


def test_other_questions_are_not_counted(editor: User) -> None:
    category = CategoryFactory()
    for title in ("น้ำท่วมโรงเรียนทำอย่างไร", "สอนลูกเสือสำรองเริ่มตรงไหน", WORDS[0]):
        topic = ask(category, title)
        assert look_for_repetition(topic.pk) is False


def test_closed_talk_is_not_compared_with_what_others_read(editor: User) -> None:
    closed = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
    for title in WORDS[:2]:
        ask(closed, title)
    assert look_for_repetition(ask(CategoryFactory(), WORDS[2]).pk) is False
    assert look_for_repetition(ask(closed, WORDS[2]).pk) is True


def test_talk_that_became_knowledge_needs_no_other_note(site_tree, editor: User) -> None:
    first, _second, third = ask_three()
    KnowledgeFromTopic.objects.create(topic=first, page=site_tree.add(NotePage, title="อื่น", body="ก"))
    assert look_for_repetition(third.pk) is False


def test_note_that_asks_the_same_needs_no_other_note(site_tree, editor: User) -> None:
    site_tree.add(NotePage, title="เบิกค่ารักษาพยาบาลใช้เอกสารอะไร", body="ใบเสร็จ")
    settle()
    assert look_for_repetition(ask_three()[2].pk) is False


class TestOwners:
    def test_moderators_come_first(self, editor: User) -> None:
        category = CategoryFactory(work_group=WorkGroupFactory())
        moderator = UserFactory()
        category.moderators.add(moderator, UserFactory(is_active=False))
        assert owners_of(category) == [moderator.pk]

    def test_head_of_the_group_comes_next(self, editor: User) -> None:
        group = WorkGroupFactory(head_position="ผู้อำนวยการกลุ่ม")
        head = UserFactory(profile__work_group=group, profile__position="ผู้อำนวยการกลุ่ม")
        UserFactory(profile__work_group=group)
        assert owners_of(CategoryFactory(work_group=group)) == [head.pk]

    def test_lead_of_the_team_comes_next(self, editor: User) -> None:
        team = StaffTeamFactory()
        lead = TeamMembershipFactory(team=team, is_lead=True).user
        TeamMembershipFactory(team=team)
        assert owners_of(CategoryFactory(team=team)) == [lead.pk]

    def test_editors_stand_in(self, editor: User) -> None:
        assert owners_of(CategoryFactory(work_group=WorkGroupFactory())) == [editor.pk]


def test_list_shows_repeated_questions_to_who_cares_for_them(client: Client, editor: User) -> None:
    topics = ask_three()
    look_for_repetition(topics[2].pk)
    client.force_login(editor)
    shown = client.get("/forum/not-yet-knowledge/").context["repeated"]
    assert [(row["title"], len(row["similar"])) for row in shown] == [(topics[2].title, 2)]
    client.force_login(UserFactory())
    assert client.get("/forum/not-yet-knowledge/").context["repeated"] == []
