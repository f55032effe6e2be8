"""Fifty people who write into one topic at the same moment, each with a connection of their own."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from content.forums.models import Category, ForumSettings, Post, Topic, TopicMark
from content.forums.moderation.log import OvertakenError
from content.forums.moderation.services import merging, topics
from content.forums.services.gate import Refused
from content.forums.services.posting import reply, start_topic
from content.people.models import User
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 50


@pytest.fixture(autouse=True)
def _told_by_a_worker(settings: SettingsWrapper) -> None:
    """As on a server: requests that also deliver to all the others took most of the time."""
    settings.KM_BACKGROUND = "worker"


def at_once(*tasks: Callable[[], object]) -> list[Exception]:
    """Do all tasks at the same moment; what went wrong in them."""
    start, errors = threading.Barrier(len(tasks)), []

    def run(task: Callable[[], object]) -> None:
        start.wait()
        try:
            task()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def replies(topic: Topic, count: int = WRITERS, token: str = "t") -> list[Callable[[], object]]:
    users = UserFactory.create_batch(count)
    return [lambda user=user: reply(user=user, topic=topic, text="ลองดูครับ", token=token) for user in users]


def moderator_of(*categories: Category) -> User:
    moderator = UserFactory()
    moderator.moderated_categories.add(*categories)
    return moderator


def numbers(topic: Topic) -> list[int]:
    return list(Post.objects.filter(topic=topic).order_by("number").values_list("number", flat=True))


def check_counters(topics: Sequence[Topic]) -> None:
    """What is kept equals what is counted."""
    for topic in topics:
        kept = Topic.objects.get(pk=topic.pk)
        assert kept.last_number == max(numbers(topic))
        assert kept.reply_count == Post.objects.visible().filter(topic=topic, number__gt=1).count()
    for category in Category.objects.all():
        visible = Topic.objects.visible().filter(category=category)
        assert category.topic_count == visible.count()
        assert category.post_count == Post.objects.visible().filter(topic__in=visible).count()


def test_fifty_replies_at_once_lose_no_post_and_double_no_counter() -> None:
    topic = TopicFactory()
    assert at_once(*replies(topic)) == []
    assert numbers(topic) == list(range(1, WRITERS + 2))
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_number) == (WRITERS, WRITERS + 1)
    assert Category.objects.get().post_count == WRITERS + 1
    assert TopicMark.objects.filter(topic=topic).count() == WRITERS


def test_the_same_reply_sent_many_times_at_once_is_one_post() -> None:
    topic, user = TopicFactory(), UserFactory()
    assert at_once(*[lambda: reply(user=user, topic=topic, text="ครั้งเดียว", token="t")] * 12) == []
    assert numbers(topic) == [1, 2]
    check_counters([topic])


def test_the_same_topic_sent_many_times_at_once_is_one_topic() -> None:
    category, user = CategoryFactory(), UserFactory()
    press = lambda: start_topic(user=user, category=category, title="ถาม", text="อย่างไรคะ", token="t")  # noqa: E731
    assert at_once(*[press] * 12) == []
    check_counters([Topic.objects.get()])


def test_topics_begun_and_answered_at_once_in_one_category_are_all_counted() -> None:
    category = CategoryFactory()
    begun = [TopicFactory(category=category) for _ in range(3)]
    starters = [
        lambda user=user: start_topic(user=user, category=category, title="ถาม", text="อย่างไรคะ", token="t")
        for user in UserFactory.create_batch(10)
    ]
    assert at_once(*starters, *(task for topic in begun for task in replies(topic, 10))) == []
    check_counters(list(Topic.objects.all()))
    assert Topic.objects.count() == 13


def test_replies_while_the_topic_is_moved_to_and_fro_are_counted_where_it_ends() -> None:
    topic, other = TopicFactory(), CategoryFactory()
    moderator, homes = moderator_of(topic.category, other), [topic.category, other]

    def move(to: Category) -> None:
        # Two moves to the same place one after the other: the second has nothing to do.
        with contextlib.suppress(OvertakenError):
            topics.move(user=User.objects.get(pk=moderator.pk), topic_id=topic.pk, category=to)

    moves = [lambda to=homes[n % 2]: move(to) for n in range(8)]
    assert at_once(*replies(topic, 40), *moves) == []
    assert numbers(topic) == list(range(1, 42))
    check_counters([topic])


def test_replies_while_the_topic_is_merged_end_in_the_other_one() -> None:
    target, gone = TopicFactory(), TopicFactory()

    moderator = moderator_of(target.category, gone.category)
    merge = lambda: merging.merge(user=moderator, source_id=gone.pk, target_id=target.pk)  # noqa: E731
    assert at_once(*replies(gone, 25), merge, *replies(target, 25, token="u")) == []
    assert not Post.objects.filter(topic=gone).exists()
    assert Post.objects.filter(topic=target).count() == 52
    assert len(set(numbers(target))) == 52
    check_counters([target])


def test_what_one_person_sends_at_once_is_judged_one_after_the_other() -> None:
    user = UserFactory()
    ForumSettings.objects.update_or_create(pk=ForumSettings.load().pk, defaults={"posts_in_ten_minutes": 2})
    places = [TopicFactory() for _ in range(6)]
    tasks = [
        lambda topic=topic: reply(user=User.objects.get(pk=user.pk), topic=topic, text="ด่วน", token="t")
        for topic in places
    ]
    errors = at_once(*tasks)
    assert {type(error) for error in errors} == {Refused}
    assert Post.objects.filter(author=user).count() == 2


def test_topics_one_person_begins_at_once_are_judged_one_after_the_other() -> None:
    user, category = UserFactory(), CategoryFactory()
    ForumSettings.objects.update_or_create(pk=ForumSettings.load().pk, defaults={"topics_a_day": 1})

    def begin(title: str) -> Topic:
        again = User.objects.get(pk=user.pk)
        return start_topic(user=again, category=category, title=title, text="ก", token="t")

    errors = at_once(*[lambda n=n: begin(f"ถาม {n}") for n in range(6)])
    assert {type(error) for error in errors} == {Refused}
    assert Topic.objects.count() == 1


def test_category_that_was_closed_meanwhile_takes_no_topic() -> None:
    category = CategoryFactory()
    Category.objects.filter(pk=category.pk).update(is_closed=True)
    with pytest.raises(PermissionDenied):
        start_topic(user=UserFactory(), category=category, title="ถาม", text="ก", token="t")
