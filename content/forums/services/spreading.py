"""What follows a write: search hears of it, and people are told. Called inside the writing transaction."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from django.dispatch import Signal

from content.forums.events import (
    AnswerAccepted,
    PersonMentioned,
    ReplyWritten,
    TopicStarted,
    about_post,
)
from content.forums.knowledge.background import question_asked
from content.forums.models import Post, Topic
from content.forums.models.topics import State
from content.forums.permissions import can_read_post
from content.forums.searchable import Part, chunk_of, keys_of
from content.notifications.mentions import mentioned_users
from content.notifications.services import fire
from search.service import changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.forums.models import Category
    from content.people.models import User

KEYS_AT_A_TIME = 1_000
# Sent with `topics`, a queryset, where who may read them, or whether they are shown, may have changed: for what hangs
# on a topic and is found by itself.
topics_changed = Signal()


def topic_changed(topic: Topic, post: Post | None = None) -> None:
    """
    Search reads the topic anew: the part with `post`, or all of it.

    The first part goes along always: it tells how many replies there are, and holds the accepted answer.
    """
    if post is None:
        _queue(keys_of(topic.pk, topic.last_number))
        topics_changed.send(sender=Topic, topics=Topic.objects.filter(pk=topic.pk))
    else:
        changed(dict.fromkeys((Part(topic.pk, 0).key, Part(topic.pk, chunk_of(post.number)).key)))


def category_changed(category: Category) -> None:
    """Search reads all topics of a category anew: its readers or its name have changed."""
    topics = Topic.objects.filter(category=category)
    rows = topics.order_by("pk").values_list("pk", "last_number").iterator(KEYS_AT_A_TIME)
    _queue(chain.from_iterable(keys_of(pk, last) for pk, last in rows))
    topics_changed.send(sender=Topic, topics=topics)


def person_changed(user_id: int) -> None:
    """Search reads anew what somebody wrote: it names them by position."""
    places = Post.objects.filter(author=user_id).order_by("pk").values_list("topic_id", "number")
    parts = (Part(topic_id, chunk_of(number)).key for topic_id, number in places.iterator(KEYS_AT_A_TIME))
    _queue(dict.fromkeys(parts))


def _queue(keys: Iterable[str]) -> None:
    """A category may hold 50,000 topics: they go to the outbox in handfuls, not as one list."""
    rest = iter(keys)
    while batch := list(islice(rest, KEYS_AT_A_TIME)):
        changed(batch)


def tell_of_post(post: Post) -> None:
    """
    Tell whom a new visible post concerns; a held one is told of when it is let in.

    Everybody hears once: as mentioned, else as one who follows the topic or, of a new topic, its category.
    """
    if post.state != State.VISIBLE or post.topic.state != State.VISIBLE:
        return
    told = [person.pk for person in tell_of_mentions(post)]
    event = TopicStarted if post.is_opening else ReplyWritten
    fire(event(actor=post.author, told=told, **about_post(post)))
    if post.is_opening and post.topic.is_question:
        question_asked(post.topic_id)


def tell_of_mentions(post: Post) -> list[User]:
    """Tell those whose user names stand in the post; after an edit only those who stand there for the first time."""
    if post.state != State.VISIBLE or post.topic.state != State.VISIBLE:
        return []
    people = mentioned_users(post.text, lambda user: can_read_post(user, post))
    for person in people:
        fire(PersonMentioned(actor=post.author, person_id=person.pk, **about_post(post)))
    return people


def tell_of_accepted(topic: Topic, post: Post, actor: User | None) -> None:
    """Tell who wrote it that a reply is now the accepted answer of its topic."""
    if post.topic_id == topic.pk and post.state == State.VISIBLE:
        fire(AnswerAccepted(actor=actor, **about_post(post)))
