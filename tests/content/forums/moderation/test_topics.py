"""Pinning, locking and moving a topic, and setting up its category."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from content.forums.models import Category
from content.forums.moderation.log import OvertakenError
from content.forums.moderation.services import posts, topics
from content.forums.moderation.services.categories import set_up
from content.forums.moderation.services.splitting import split
from content.forums.services.posting import reply
from content.forums.trace import trace_of
from tests.content.forums.moderation.checks import assert_counters_are_exact, last_action
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.people.models import User


@pytest.mark.parametrize(
    ("name", "field", "before", "action"),
    [
        ("pin", "is_pinned", False, "pin"),
        ("unpin", "is_pinned", True, "unpin"),
        ("close", "is_locked", False, "lock"),
        ("unlock", "is_locked", True, "unlock"),
    ],
)
def test_topic_is_changed_once_and_logged_once(
    category: Category, moderator: User, colleague: User, name: str, field: str, before: bool, action: str
) -> None:
    topic = TopicFactory(category=category, **{field: before})
    getattr(topics, name)(user=moderator, topic_id=topic.pk, reason="ตามมติ")
    topic.refresh_from_db()
    assert getattr(topic, field) is not before
    assert (last_action().action, last_action().reason, last_action().actor) == (action, "ตามมติ", moderator)
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        getattr(topics, name)(user=colleague, topic_id=topic.pk)
    assert last_action().actor == moderator


@pytest.mark.parametrize("name", ["pin", "unpin", "close", "unlock"])
def test_author_changes_none_of_it(category: Category, name: str) -> None:
    topic = TopicFactory(category=category)
    with pytest.raises(PermissionDenied):
        getattr(topics, name)(user=topic.author, topic_id=topic.pk)


def test_topic_moves_with_its_posts_and_counters(category: Category, moderator: User) -> None:
    other = CategoryFactory()
    other.moderators.add(moderator)
    topic = TopicFactory(category=category)
    PostFactory(topic=topic)
    TopicFactory(category=category)
    topics.move(user=moderator, topic_id=topic.pk, category=other, reason="ผิดหมวด")
    topic.refresh_from_db()
    assert topic.category == other
    assert last_action().details == {
        "from": category.name,
        "from_id": category.pk,
        "to": other.name,
        "to_id": other.pk,
    }
    assert_counters_are_exact()


def test_moving_asks_for_a_moderator_of_both(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    with pytest.raises(PermissionDenied):
        topics.move(user=moderator, topic_id=topic.pk, category=CategoryFactory())


def test_moving_to_where_it_is_says_who_moved_it(category: Category, moderator: User, colleague: User) -> None:
    other = CategoryFactory()
    other.moderators.add(moderator, colleague)
    topic = TopicFactory(category=category)
    topics.move(user=moderator, topic_id=topic.pk, category=other)
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        topics.move(user=colleague, topic_id=topic.pk, category=other)


def test_reply_sent_while_the_topic_moved_is_judged_where_it_is(category: Category, moderator: User) -> None:
    closed = CategoryFactory(is_closed=True)
    closed.moderators.add(moderator)
    stale = TopicFactory(category=category)
    topics.move(user=moderator, topic_id=stale.pk, category=closed)
    with pytest.raises(PermissionDenied):
        reply(user=UserFactory(), topic=stale, text="ตอบ", token="t")


def test_readers_see_where_a_topic_came_from_only_where_they_may_read_there(moderator: User) -> None:
    secret = CategoryFactory(name="ห้องลับ", readers="members")
    shown = CategoryFactory()
    for place in (secret, shown):
        place.moderators.add(moderator)
    topic = TopicFactory(category=secret)
    topics.move(user=moderator, topic_id=topic.pk, category=shown)
    topic.refresh_from_db()
    assert "ห้องลับ" in trace_of(topic, UserFactory())[0]["label"]
    assert "ห้องลับ" not in trace_of(topic, AnonymousUser())[0]["label"]


def test_trace_names_no_topic_that_is_hidden_by_now(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    post = PostFactory(topic=topic)
    told = {"category": category, "kind": "question", "token": "t"}
    new = split(user=moderator, topic_id=topic.pk, numbers=[post.number], title="เรื่องที่แยกไป", **told)
    reader = UserFactory()
    assert "เรื่องที่แยกไป" in trace_of(topic, reader)[0]["label"]
    posts.hide(user=moderator, post_id=post.pk, reason="ไม่เหมาะ")
    assert "เรื่องที่แยกไป" not in trace_of(topic, reader)[0]["label"]
    assert topic.title in trace_of(new, reader)[0]["label"]


def test_trace_names_no_topic_that_went_where_one_may_not_read(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    post = PostFactory(topic=topic)
    secret = CategoryFactory(readers="members")
    secret.moderators.add(moderator)
    told = {"category": category, "kind": "question", "token": "t"}
    new = split(user=moderator, topic_id=topic.pk, numbers=[post.number], title="เรื่องที่แยกไป", **told)
    topics.move(user=moderator, topic_id=new.pk, category=secret)
    assert "เรื่องที่แยกไป" not in trace_of(topic, AnonymousUser())[0]["label"]


def test_category_is_closed_and_slowed_and_logged(category: Category, moderator: User) -> None:
    assert set_up(
        user=moderator, category=category, is_closed=True, slow_seconds=60, holds_every_topic=False, reason="ปิดปี"
    )
    category.refresh_from_db()
    assert (category.is_closed, category.slow_seconds) == (True, 60)
    assert last_action().details == {"changes": {"is_closed": [False, True], "slow_seconds": [0, 60]}}


def test_setting_a_category_up_as_it_is_logs_nothing(category: Category, moderator: User) -> None:
    same = {"is_closed": False, "slow_seconds": 0, "holds_every_topic": False}
    assert not set_up(user=moderator, category=category, **same)
    assert last_action() is None


def test_only_its_moderators_set_up_a_category(category: Category) -> None:
    with pytest.raises(PermissionDenied):
        set_up(user=UserFactory(), category=category, is_closed=True, slow_seconds=0, holds_every_topic=False)
    assert not Category.objects.get(pk=category.pk).is_closed
