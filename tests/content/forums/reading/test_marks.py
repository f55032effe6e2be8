"""What counts as unread, for whom, and what moves the marks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError
from django.utils import timezone

from content.forums import marks
from content.forums.models import CategoryMark, TopicMark
from content.forums.moderation.services.posts import let_in
from content.forums.services.counting import recount_topic
from tests.content.forums.reading.visit import client_of
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return UserFactory(date_joined=timezone.now() - datetime.timedelta(days=30))


def unread(user: User, topic: Topic) -> bool:
    return marks.unread_topics(user, [topic.category_id]).filter(pk=topic.pk).exists()


def mark_of(user: User, topic: Topic) -> int:
    return TopicMark.objects.get(user=user, topic=topic).last_number


def test_topic_is_unread_until_its_page_is_read(reader: User) -> None:
    topic = TopicFactory()
    assert unread(reader, topic)
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    assert not unread(reader, topic)


def test_reply_makes_it_unread_again(reader: User) -> None:
    topic = TopicFactory()
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    PostFactory(topic=topic)
    assert unread(reader, topic)
    assert marks.new_posts(reader, [topic]) == {topic.pk: 1}


def test_reading_the_first_page_marks_no_more_than_it_shows(reader: User) -> None:
    topic = TopicFactory()
    for _number in range(54):
        PostFactory(topic=topic)
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    assert mark_of(reader, topic) == 50
    client_of(reader).get(f"/forum/t/{topic.pk}/?after=50")
    assert mark_of(reader, topic) == 55


def test_reading_an_early_page_again_moves_no_mark_back(reader: User) -> None:
    topic = TopicFactory()
    TopicMark.objects.create(user=reader, topic=topic, last_number=9)
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    assert mark_of(reader, topic) == 9


def test_held_post_of_somebody_else_makes_nothing_unread_and_is_not_told_of(reader: User) -> None:
    topic = TopicFactory()
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    PostFactory(topic=topic, state="pending")
    assert not unread(reader, topic)
    assert marks.new_posts(reader, [topic]) == {}
    assert 'data-last="1"' in client_of(reader).get(f"/forum/t/{topic.pk}/").content.decode()
    assert not unread(reader, topic)


def test_post_that_is_let_in_is_new_also_to_who_had_read_to_the_end(reader: User) -> None:
    topic, moderator = TopicFactory(), UserFactory()
    topic.category.moderators.add(moderator)
    held = PostFactory(topic=topic, state="pending")
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    let_in(user=moderator, post_id=held.pk)
    topic.refresh_from_db()
    assert unread(reader, topic)
    assert marks.new_posts(reader, [topic]) == {topic.pk: 1}


def test_hidden_post_that_is_shown_again_is_new_to_who_came_meanwhile(reader: User) -> None:
    topic = TopicFactory()
    post = PostFactory(topic=topic, state="hidden")
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    post.state = "visible"
    post.save()
    recount_topic(topic)
    assert unread(reader, topic)


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_fetching_ahead_is_not_reading(reader: User, purpose: str) -> None:
    topic = TopicFactory()
    client_of(reader).get(f"/forum/t/{topic.pk}/", headers={"Sec-Purpose": purpose})
    client_of(reader).head(f"/forum/t/{topic.pk}/")
    assert unread(reader, topic)


def test_page_is_shown_when_the_mark_cannot_be_written(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("locked")

    topic = TopicFactory()
    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", fail)
    assert client_of(reader).get(f"/forum/t/{topic.pk}/").status_code == 200


def test_mark_of_a_deleted_topic_hurts_nobody(reader: User) -> None:
    topic = TopicFactory()
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    topic.state = "deleted"
    topic.save()
    assert client_of(reader).get("/forum/new/").status_code == 200
    assert client_of(reader).get(f"/forum/t/{topic.pk}/?unread").status_code == 404


def test_topic_from_before_one_came_is_read() -> None:
    topic = TopicFactory()
    later = UserFactory(date_joined=timezone.now() + datetime.timedelta(minutes=1))
    assert not unread(later, topic)


def test_old_topic_is_read(reader: User) -> None:
    topic = TopicFactory(last_posted_at=timezone.now())
    reader.date_joined = timezone.now() - datetime.timedelta(days=400)
    type(topic).objects.update(last_posted_at=timezone.now() - datetime.timedelta(days=marks.UNREAD_DAYS + 1))
    assert not unread(reader, topic)


def test_all_is_read_at_once_in_one_category(reader: User) -> None:
    topic, other = TopicFactory(), TopicFactory()
    client_of(reader).post(f"/forum/c/{topic.category.slug}/read/")
    assert (unread(reader, topic), unread(reader, other)) == (False, True)
    assert marks.unread_category_ids(reader, [topic.category_id, other.category_id]) == {other.category_id}


def test_all_is_read_at_once_everywhere_and_twice(reader: User) -> None:
    topic, other = TopicFactory(), TopicFactory()
    client = client_of(reader)
    client.post(f"/forum/c/{topic.category.slug}/read/")
    client.post("/forum/read/")
    client.post("/forum/read/")
    assert CategoryMark.objects.filter(user=reader).count() == 1
    assert not unread(reader, topic)
    assert not unread(reader, other)
    PostFactory(topic=topic)
    assert unread(reader, topic)


def test_marking_needs_a_person_and_a_category_that_is_theirs(reader: User) -> None:
    hidden = CategoryFactory(readers="team")
    assert client_of(None).post("/forum/read/").status_code == 302
    assert client_of(reader).post(f"/forum/c/{hidden.slug}/read/").status_code == 404
    assert client_of(reader).get("/forum/read/").status_code == 405


def test_visitors_leave_no_mark() -> None:
    client_of(None).get(f"/forum/t/{TopicFactory().pk}/")
    assert not TopicMark.objects.exists()
