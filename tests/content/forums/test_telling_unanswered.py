"""The weekly mail of questions without an answer: to whom it may concern, each question once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.forums.models import Category, Topic
from content.forums.services.asking_around import tell_unanswered
from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent, Follow, Message, Notice
from content.notifications.services import set_rhythms
from tests.factories.forums import TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from content.people.models import User

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, User]]:
    """Kind and recipient of every notice, in the order in which they came."""
    deliver()
    notices = Notice.objects.order_by("pk").select_related("event", "recipient")
    return [(notice.event.kind.removeprefix("forum-"), notice.recipient) for notice in notices]


class TestUnanswered:
    def question(self, **fields: object) -> Topic:
        waited = timezone.now() - datetime.timedelta(hours=30)
        return TopicFactory(**{"created_at": waited, **fields})

    def test_follower_of_a_tag_hears_in_the_weekly_mail(self) -> None:
        tag = TagFactory(name="Mind Map")
        follower = Follow.objects.create(user=UserFactory(), tag=tag).user
        self.question().tags.add(tag)
        assert tell_unanswered() == 1
        assert told() == [("unanswered", follower)]
        assert Message.objects.get().rhythm == "weekly"

    def test_each_question_is_told_once(self) -> None:
        UserFactory(profile__interests="ลูกเสือ, ดนตรีไทย")
        self.question(title="สอบวิชาพิเศษลูกเสืออย่างไร")
        call_command("tell_unanswered_questions", verbosity=0)
        call_command("tell_unanswered_questions", verbosity=0)
        assert len(told()) == 1

    def test_colleagues_of_the_work_group_hear(self) -> None:
        group = WorkGroupFactory()
        colleague = UserFactory(profile__work_group=group)
        self.question(category__work_group=group)
        tell_unanswered()
        assert told() == [("unanswered", colleague)]

    def test_who_may_not_read_the_category_hears_nothing(self) -> None:
        group, colleague, stranger = WorkGroupFactory(), UserFactory(), UserFactory(profile__interests="ลูกเสือ")
        colleague.profile.interests = "ลูกเสือ"
        colleague.profile.save()
        colleague.groups.add(group.group)
        self.question(title="ลูกเสือ", category__readers="work_group", category__work_group=group)
        tell_unanswered()
        assert told() == [("unanswered", colleague)]
        assert stranger.notices.count() == 0

    @pytest.mark.parametrize(
        "fields",
        [
            {"created_at": timezone.now()},
            {"created_at": timezone.now() - datetime.timedelta(days=40)},
            {"kind": "experience"},
            {"state": "hidden"},
            {"first_reply_at": timezone.now()},
            {"is_locked": True},
        ],
    )
    def test_what_needs_no_answer_is_not_told(self, fields: dict[str, object]) -> None:
        UserFactory(profile__interests="ลูกเสือ")
        self.question(title="ลูกเสือ", **fields)
        assert tell_unanswered() == 0

    def test_question_answered_before_the_mail_is_left_out(self) -> None:
        reader = UserFactory(profile__interests="ลูกเสือ")
        topic = self.question(title="ลูกเสือสำรอง")
        tell_unanswered()
        deliver()
        Topic.objects.filter(pk=topic.pk).update(first_reply_at=timezone.now())
        message = Message.objects.get(recipient=reader)
        Message.objects.update(not_before=timezone.now(), due_at=timezone.now())
        deliver()
        message.refresh_from_db()
        assert (message.state, mail.outbox) == ("dropped", [])

    def test_who_wants_none_gets_none(self) -> None:
        reader = UserFactory(profile__interests="ลูกเสือ")
        set_rhythms(user=reader, rhythms={"forum-unanswered": "off"})
        self.question(title="ลูกเสือสำรอง")
        tell_unanswered()
        assert told() == []

    def test_asker_is_not_told_of_the_own_question(self) -> None:
        self.question(title="ลูกเสือ", author=UserFactory(profile__interests="ลูกเสือ"))
        assert tell_unanswered() == 0
        assert not FiredEvent.objects.exists()

    def test_more_questions_ask_no_more_before_they_are_told(self) -> None:
        def queries(count: int) -> int:
            Category.objects.all()
            for topic in [self.question(title="ไม่มีใครสนใจ") for _ in range(count)]:
                topic.tags.add(TagFactory())
            with CaptureQueriesContext(connection) as asked:
                tell_unanswered()
            return len(asked)

        assert queries(1) == queries(5)
