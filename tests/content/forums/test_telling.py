"""Who hears of what in the forums: each person once, and nobody of what they may not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forums.models import CategoryFollow, Post, Topic, TopicFollow
from content.forums.services.posting import reply, start_topic
from content.forums.services.spreading import tell_of_accepted, tell_of_mentions, tell_of_post
from content.notifications.delivery import deliver
from content.notifications.inbox import inbox_context, unread_count
from content.notifications.models import Message, Notice
from content.notifications.services import fire
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role
from tests.support.events import BellRung

if TYPE_CHECKING:
    from content.people.models import User

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, User]]:
    """Kind and recipient of every notice, in the order in which they came."""
    deliver()
    notices = Notice.objects.order_by("pk").select_related("event", "recipient")
    return [(notice.event.kind.removeprefix("forum-"), notice.recipient) for notice in notices]


def say(topic: Topic, text: str = "ลองดูครับ", user: User | None = None) -> Post:
    return reply(user=user or UserFactory(), topic=topic, text=text, token="t")


def follower_of(topic: Topic, **more: object) -> User:
    return TopicFollow.objects.create(user=UserFactory(), topic=topic, **more).user


class TestReplies:
    def test_followers_hear_once_with_the_address_of_the_post(self) -> None:
        topic = TopicFactory(title="ถามเรื่องสี")
        follower = follower_of(topic)
        post = say(topic, "**สีน้ำ** ครับ")
        assert told() == [("reply", follower)]
        tell_of_post(post)
        assert told() == [("reply", follower)]
        event = Notice.objects.get().event
        assert (event.url, event.title, event.text) == (f"/forum/p/{post.pk}/", "ถามเรื่องสี", "สีน้ำ ครับ")

    def test_own_reply_is_no_news(self) -> None:
        topic = TopicFactory()
        say(topic, user=follower_of(topic))
        assert told() == []

    def test_asker_follows_by_asking(self) -> None:
        asker = UserFactory()
        topic = start_topic(user=asker, category=CategoryFactory(), title="ถาม", text="อย่างไร", token="t")
        say(topic)
        assert told() == [("reply", asker)]

    def test_muted_topic_is_silent(self) -> None:
        topic = TopicFactory()
        muted = follower_of(topic, is_muted=True)
        say(topic, f"ถาม @{muted.username}")
        assert told() == []

    def test_topic_muted_before_delivery_is_silent(self) -> None:
        topic = TopicFactory()
        follower_of(topic)
        say(topic)
        TopicFollow.objects.update(is_muted=True)
        assert told() == []

    def test_mentioned_follower_hears_once(self) -> None:
        topic = TopicFactory()
        follower, other = follower_of(topic), follower_of(topic)
        say(topic, f"ถาม @{follower.username} ครับ")
        assert sorted(told(), key=lambda row: row[0]) == [("mention", follower), ("reply", other)]

    def test_edit_tells_only_those_mentioned_anew(self) -> None:
        first, second = UserFactory(), UserFactory()
        post = say(TopicFactory(), f"@{first.username}")
        post.text += f" @{second.username}"
        post.save()
        tell_of_mentions(post)
        assert told() == [("mention", first), ("mention", second)]

    def test_stranger_mentioned_in_a_closed_category_hears_nothing(self) -> None:
        group, member, stranger = WorkGroupFactory(), UserFactory(), UserFactory()
        member.groups.add(group.group)
        topic = TopicFactory(category__readers="work_group", category__work_group=group)
        post = PostFactory(topic=topic, author=member, text=f"@{stranger.username}")
        tell_of_post(post)
        assert told() == []

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_post_that_is_not_shown_is_not_told(self, state: str) -> None:
        topic = TopicFactory()
        follower_of(topic)
        tell_of_post(PostFactory(topic=topic, state=state))
        assert told() == []

    def test_post_let_in_later_is_told_then(self) -> None:
        topic = TopicFactory()
        follower = follower_of(topic)
        post = PostFactory(topic=topic, state="pending")
        tell_of_post(post)
        post.state = "visible"
        post.save()
        tell_of_post(post)
        assert told() == [("reply", follower)]


class TestWhatIsHiddenMeanwhile:
    @pytest.fixture
    def followed(self) -> tuple[Post, User]:
        topic = TopicFactory(title="เรื่องที่จะถูกปิด")
        follower = follower_of(topic)
        return say(topic), follower

    def test_post_hidden_before_delivery_is_not_told(self, followed: tuple[Post, User]) -> None:
        Post.objects.filter(pk=followed[0].pk).update(state="hidden")
        assert told() == []
        assert mail.outbox == []

    def test_topic_moved_to_a_closed_category_is_not_told(self, followed: tuple[Post, User]) -> None:
        closed = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
        Topic.objects.update(category=closed)
        assert told() == []

    def test_topic_hidden_before_delivery_is_not_told(self, followed: tuple[Post, User]) -> None:
        Topic.objects.update(state="hidden")
        assert told() == []

    @pytest.mark.parametrize("change", ["post", "topic", "category"])
    def test_inbox_hides_what_may_not_be_read_any_longer(self, followed: tuple[Post, User], change: str) -> None:
        post, follower = followed
        assert told() == [("reply", follower)]
        assert unread_count(follower) == 1
        if change == "post":
            Post.objects.filter(pk=post.pk).update(state="hidden")
        elif change == "topic":
            Topic.objects.update(state="deleted")
        else:
            category = post.topic.category
            category.readers, category.work_group = "work_group", WorkGroupFactory()
            category.save()
        assert unread_count(follower) == 0
        assert inbox_context(follower, {})["rows"] == []

    def test_inbox_shows_other_notices_as_before(self, followed: tuple[Post, User]) -> None:
        follower = followed[1]
        fire(BellRung(listeners=(follower.pk,)))
        assert len(told()) == 2
        Topic.objects.update(state="hidden")
        assert [row["sentence"] for row in inbox_context(follower, {})["rows"]] == ["กระดิ่งดังครั้งที่ 1"]

    def test_inbox_asks_no_more_for_more_notices(self, followed: tuple[Post, User]) -> None:
        post, follower = followed

        def queries() -> int:
            deliver()
            # As in a request of its own: nothing is known yet of what this person holds.
            reader = type(follower).objects.get(pk=follower.pk)
            with CaptureQueriesContext(connection) as asked:
                inbox_context(reader, {})
            return len(asked)

        few = queries()
        for number in range(5):
            say(post.topic, f"อีกครั้ง {number}")
        assert queries() == few


class TestTopics:
    def test_followers_of_the_category_hear_in_the_daily_mail(self) -> None:
        category = CategoryFactory()
        follower = CategoryFollow.objects.create(user=UserFactory(), category=category).user
        start_topic(user=UserFactory(), category=category, title="เปิดเวที", text="เริ่มเลย", token="t")
        assert told() == [("topic", follower)]
        assert Message.objects.get().rhythm == "daily"

    def test_follower_who_lost_the_category_hears_nothing(self) -> None:
        category = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
        CategoryFollow.objects.create(user=UserFactory(), category=category)
        start_topic(user=user_with_role(RoleKey.EDITOR), category=category, title="ภายใน", text="เฉพาะกลุ่ม", token="t")
        assert told() == []


class TestAcceptedAnswers:
    def test_who_wrote_it_hears_once(self) -> None:
        topic = TopicFactory()
        answer = PostFactory(topic=topic)
        topic.accepted = answer
        topic.save()
        for _ in range(2):
            tell_of_accepted(topic, answer, topic.author)
        assert told() == [("accepted", answer.author)]

    def test_own_acceptance_is_no_news(self) -> None:
        topic = TopicFactory()
        topic.accepted = PostFactory(topic=topic, author=topic.author)
        topic.save()
        tell_of_accepted(topic, topic.accepted, topic.author)
        assert told() == []

    def test_acceptance_taken_back_before_delivery_is_not_told(self) -> None:
        topic = TopicFactory()
        tell_of_accepted(topic, PostFactory(topic=topic), topic.author)
        assert told() == []
