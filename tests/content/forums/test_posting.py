"""Starting topics and replying, as services do it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from content.forums.models import Category, Post, Topic
from content.forums.services.posting import reply, start_topic
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def start(user: object, category: Category, **more: object) -> Topic:
    return start_topic(user=user, category=category, **{"title": "ถาม", "text": "อย่างไรคะ", "token": "t", **more})


def test_topic_begins_with_its_first_post() -> None:
    topic = start(UserFactory(), CategoryFactory(), tags=["Mind Map"])
    assert topic.opening().text == "อย่างไรคะ"
    assert [tag.name for tag in topic.tags.all()] == ["Mind Map"]


def test_topic_sent_twice_is_one_topic() -> None:
    user, category = UserFactory(), CategoryFactory()
    assert start(user, category) == start(user, category)
    assert Post.objects.count() == 1


def test_reply_sent_twice_is_one_post() -> None:
    user, topic = UserFactory(), TopicFactory()
    assert reply(user=user, topic=topic, text="ลองดู", token="t") == reply(
        user=user, topic=topic, text="ลองดู", token="t"
    )
    topic.refresh_from_db()
    assert topic.reply_count == 1


def test_counters_follow_posts() -> None:
    topic = start(UserFactory(), CategoryFactory())
    reply(user=UserFactory(), topic=topic, text="ลองดู", token="t")
    topic.refresh_from_db()
    category = Category.objects.get()
    assert (topic.reply_count, topic.last_number) == (1, 2)
    assert (category.topic_count, category.post_count, category.last_topic) == (1, 2, topic)


def test_locked_topic_refuses_replies() -> None:
    topic = TopicFactory(is_locked=True)
    with pytest.raises(PermissionDenied):
        reply(user=UserFactory(), topic=topic, text="ลองดู", token="t")


def test_reply_to_a_merged_topic_goes_where_it_went() -> None:
    target = TopicFactory()
    gone = TopicFactory(state="deleted", merged_into=target)
    assert reply(user=UserFactory(), topic=gone, text="ลองดู", token="t").topic == target


def test_category_of_moderators_refuses_topics_of_others() -> None:
    category = CategoryFactory(starters="moderators")
    moderator = UserFactory()
    category.moderators.add(moderator)
    with pytest.raises(PermissionDenied):
        start(UserFactory(), category)
    assert start(moderator, category).category == category
