"""Moderators who act at the same moment, beside people who write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.forums.models import ModerationAction, Post, Sanction, Topic
from content.forums.moderation.log import NotPossibleError, OvertakenError
from content.forums.moderation.services import people, posts, topics
from content.forums.moderation.services.merging import merge
from content.forums.moderation.services.splitting import split
from tests.content.forums.moderation.checks import assert_counters_are_exact
from tests.content.forums.test_many_writers import at_once, replies
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from content.forums.models import Category
    from content.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _told_by_a_worker(settings: SettingsWrapper) -> None:
    """As on a server: requests that also deliver to all the others took most of the time."""
    settings.KM_BACKGROUND = "worker"


def moderators(*categories: Category) -> list[User]:
    users = UserFactory.create_batch(4)
    for category in categories:
        category.moderators.add(*users)
    return users


def test_replies_while_the_topic_is_merged_arrive_in_the_other() -> None:
    target, gone = TopicFactory(), TopicFactory()
    users = moderators(target.category, gone.category)
    merges = [lambda user=user: merge(user=user, source_id=gone.pk, target_id=target.pk) for user in users]
    errors = at_once(*replies(gone, 12), *merges, *replies(target, 12, token="u"))
    assert [type(error) for error in errors] == [OvertakenError] * 3
    assert list(target.posts.order_by("number").values_list("number", flat=True)) == list(range(1, 27))
    assert_counters_are_exact()


def test_merging_both_ways_at_once_merges_one_way() -> None:
    one, other = TopicFactory(), TopicFactory()
    users = moderators(one.category, other.category)
    tasks = [
        lambda: merge(user=users[0], source_id=one.pk, target_id=other.pk),
        lambda: merge(user=users[1], source_id=other.pk, target_id=one.pk),
    ]
    errors = at_once(*tasks, *replies(one, 6), *replies(other, 6, token="u"))
    assert [type(error) for error in errors] in ([NotPossibleError], [OvertakenError])
    assert Topic.objects.exclude(merged_into=None).count() == 1
    assert Post.objects.count() == 14
    assert_counters_are_exact()


def test_replies_while_the_topic_is_moved_and_split_are_counted_where_they_are() -> None:
    topic, other = TopicFactory(), CategoryFactory()
    PostFactory.create_batch(3, topic=topic)
    users = moderators(topic.category, other)
    tasks = [
        lambda: topics.move(user=users[0], topic_id=topic.pk, category=other),
        lambda: split(
            user=users[1], topic_id=topic.pk, numbers={2, 3}, category=other, title="แยก", kind="lesson", token="t"
        ),
    ]
    assert at_once(*replies(topic, 12), *tasks) == []
    assert Post.objects.count() == 16
    assert_counters_are_exact()


def test_post_is_let_in_once_and_its_author_suspended_once() -> None:
    held = PostFactory(state="pending")
    users = moderators(held.topic.category)
    errors = at_once(
        *[lambda user=user: posts.let_in(user=user, post_id=held.pk) for user in users],
        *[lambda user=user: people.suspend(user=user, post=held, days=1, reason="x") for user in users],
    )
    assert [type(error) for error in errors] == [OvertakenError] * 6
    assert ModerationAction.objects.filter(action="approve").count() == 1
    assert Sanction.objects.count() == 1
    assert_counters_are_exact()
