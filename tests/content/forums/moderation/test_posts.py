"""Letting in, hiding, showing again and deleting one post."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from content.forums.marks import unread_topics
from content.forums.models import Post, PostVersion, Topic, TopicMark
from content.forums.moderation.log import OvertakenError
from content.forums.moderation.services import posts
from content.forums.permissions import can_read_post, can_read_topic
from tests.content.forums.moderation.checks import assert_counters_are_exact, last_action, told
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Category
    from content.people.models import User


def test_held_reply_is_let_in_at_the_end_and_its_author_is_told(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    held = PostFactory(
        topic=topic, state="pending", state_reason="ลิงก์มาก", created_at=timezone.now() - datetime.timedelta(days=2)
    )
    PostFactory(topic=topic)
    posts.let_in(user=moderator, post_id=held.pk)
    held.refresh_from_db()
    assert (held.state, held.state_reason, held.number) == ("visible", "", 4)
    assert timezone.now() - held.created_at < datetime.timedelta(minutes=1)
    assert told("forum-post-let-in") == [[held.author_id]]
    assert last_action().action == "approve"
    assert_counters_are_exact()


def test_whoever_waited_to_be_let_in_has_read_their_own_post(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    held = PostFactory(topic=topic, state="pending")
    PostFactory(topic=topic)
    mark = TopicMark.objects.create(user=held.author, topic=topic, last_number=3)
    posts.let_in(user=moderator, post_id=held.pk)
    mark.refresh_from_db()
    assert mark.last_number == 4


def test_whoever_waited_beside_another_held_post_has_read_their_own_post(category: Category, moderator: User) -> None:
    """The other post is nothing that the writer could have read."""
    topic = TopicFactory(category=category)
    held = PostFactory(topic=topic, state="pending")
    PostFactory(topic=topic, state="pending")
    mark = TopicMark.objects.create(user=held.author, topic=topic, last_number=held.number)
    posts.let_in(user=moderator, post_id=held.pk)
    assert not unread_topics(held.author, [category.pk])
    mark.refresh_from_db()
    assert mark.last_number == Topic.objects.get(pk=topic.pk).last_shown


def test_whoever_has_something_new_to_read_still_has(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    held = PostFactory(topic=topic, state="pending")
    PostFactory(topic=topic)
    TopicMark.objects.create(user=held.author, topic=topic, last_number=held.number)
    posts.let_in(user=moderator, post_id=held.pk)
    assert list(unread_topics(held.author, [category.pk])) == [topic]


def test_let_in_post_is_new_to_whoever_read_a_later_one_that_was_hidden(category: Category, moderator: User) -> None:
    topic, reader = TopicFactory(category=category), UserFactory()
    held = PostFactory(topic=topic, state="pending")
    later = PostFactory(topic=topic)
    TopicMark.objects.create(user=reader, topic=topic, last_number=later.number)
    posts.hide(user=moderator, post_id=later.pk, reason="ซ้ำ")
    posts.let_in(user=moderator, post_id=held.pk)
    assert list(unread_topics(reader, [category.pk])) == [topic]


def test_let_in_post_is_new_to_whoever_waits_with_a_later_one(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    held, later = PostFactory.create_batch(2, topic=topic, state="pending")
    TopicMark.objects.create(user=later.author, topic=topic, last_number=later.number)
    posts.let_in(user=moderator, post_id=held.pk)
    assert list(unread_topics(later.author, [category.pk])) == [topic]


def test_held_topic_is_let_in_as_a_new_topic(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category, state="pending", created_at=timezone.now() - datetime.timedelta(days=3))
    posts.let_in(user=moderator, post_id=topic.opening().pk)
    topic.refresh_from_db()
    assert topic.state == "visible"
    assert timezone.now() - topic.created_at < datetime.timedelta(minutes=1)
    assert can_read_topic(UserFactory(), topic)
    assert_counters_are_exact()


def test_hidden_post_is_for_moderators_and_its_author_hears_why(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category)
    posts.hide(user=moderator, post_id=post.pk, reason="มีเบอร์โทรศัพท์ของเด็ก")
    post.refresh_from_db()
    assert (post.state, post.state_reason) == ("hidden", "มีเบอร์โทรศัพท์ของเด็ก")
    assert not can_read_post(UserFactory(), post)
    assert can_read_post(moderator, post)
    assert told("forum-post-hidden") == [[post.author_id]]
    assert (last_action().action, last_action().reason) == ("hide", "มีเบอร์โทรศัพท์ของเด็ก")
    assert_counters_are_exact()


def test_hiding_the_opening_hides_the_topic_and_showing_it_brings_it_back(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    PostFactory(topic=topic)
    opening = topic.opening()
    posts.hide(user=moderator, post_id=opening.pk, reason="ซ้ำ")
    topic.refresh_from_db()
    assert topic.state == "hidden"
    assert_counters_are_exact()
    posts.show(user=moderator, post_id=opening.pk)
    topic.refresh_from_db()
    assert topic.state == "visible"
    assert last_action().action == "show"
    assert_counters_are_exact()


def test_accepted_answer_that_is_hidden_is_accepted_no_more(category: Category, moderator: User) -> None:
    answer = PostFactory(topic__category=category)
    Topic.objects.update(accepted=answer)
    posts.hide(user=moderator, post_id=answer.pk, reason="ผิด")
    assert Topic.objects.get().accepted is None


def test_deleted_post_is_empty_and_its_words_are_in_its_history(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text="คำหยาบ")
    posts.delete(user=moderator, post_id=post.pk, reason="หยาบคาย")
    post.refresh_from_db()
    assert (post.state, post.text, post.html) == ("deleted", "", "")
    version = PostVersion.objects.get()
    assert (version.text, version.reason, version.replaced_by) == ("คำหยาบ", "หยาบคาย", moderator)
    assert last_action().action == "delete"
    assert_counters_are_exact()


def test_deleting_the_opening_deletes_the_topic(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    posts.delete(user=moderator, post_id=topic.opening().pk, reason="โฆษณา")
    topic.refresh_from_db()
    assert topic.state == "deleted"
    assert PostVersion.objects.get().title == topic.title
    assert_counters_are_exact()


@pytest.mark.parametrize("name", ["hide", "delete"])
def test_second_moderator_is_told_what_the_first_did(
    category: Category, moderator: User, colleague: User, name: str
) -> None:
    post = PostFactory(topic__category=category)
    getattr(posts, name)(user=moderator, post_id=post.pk, reason="ซ้ำ")
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        getattr(posts, name)(user=colleague, post_id=post.pk, reason="ซ้ำ")
    assert last_action().actor == moderator


def test_hiding_what_was_meanwhile_let_in_does_nothing(category: Category, moderator: User, colleague: User) -> None:
    post = PostFactory(topic__category=category, state="pending")
    posts.let_in(user=moderator, post_id=post.pk)
    with pytest.raises(OvertakenError):
        posts.hide(user=colleague, post_id=post.pk, reason="โฆษณา", seen="pending")
    assert Post.objects.get(pk=post.pk).state == "visible"


def test_pressing_twice_is_known_as_ones_own(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, state="pending")
    posts.let_in(user=moderator, post_id=post.pk)
    with pytest.raises(OvertakenError) as caught:
        posts.let_in(user=moderator, post_id=post.pk)
    assert caught.value.is_own
    assert len(told("forum-post-let-in")) == 1


@pytest.mark.parametrize(
    ("name", "state"), [("let_in", "pending"), ("hide", "visible"), ("show", "hidden"), ("delete", "visible")]
)
def test_whoever_does_not_moderate_there_is_refused(category: Category, name: str, state: str) -> None:
    elsewhere = UserFactory()
    CategoryFactory().moderators.add(elsewhere)
    post = PostFactory(topic__category=category, state=state)
    more = {"reason": "x"} if name in {"hide", "delete"} else {}
    for user in (elsewhere, post.author):
        with pytest.raises(PermissionDenied):
            getattr(posts, name)(user=user, post_id=post.pk, **more)
    post.refresh_from_db()
    assert post.state == state


def test_moderator_of_the_place_it_was_moved_from_is_refused(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category)
    Topic.objects.update(category=CategoryFactory())
    with pytest.raises(PermissionDenied):
        posts.hide(user=moderator, post_id=post.pk, reason="x")
