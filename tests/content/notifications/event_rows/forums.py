"""The forums, and what is made of their talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.events import (
    AnswerAccepted,
    PersonMentioned,
    QuestionUnanswered,
    ReplyWritten,
    TopicStarted,
    about_post,
)
from content.forums.knowledge.events import QuestionRepeated, TalkPublished
from content.forums.models import CategoryFollow, KnowledgeFromTopic, TopicFollow
from tests.content.notifications.event_rows.items import restrict
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from content.forums.models import Category


def close_category(category: Category) -> None:
    """From now on it is read by a work group that nobody belongs to."""
    category.readers, category.work_group = "work_group", WorkGroupFactory()
    category.save()


@row(ReplyWritten)
def reply_written() -> Row:
    post = PostFactory()
    followers = tuple(TopicFollow.objects.create(user=UserFactory(), topic=post.topic).user for _ in range(2))
    TopicFollow.objects.create(user=UserFactory(), topic=post.topic, is_muted=True)
    event = ReplyWritten(actor=post.author, **about_post(post))
    return Row(event, followers, lambda: close_category(post.topic.category))


@row(TopicStarted)
def topic_started() -> Row:
    topic = TopicFactory()
    follower = CategoryFollow.objects.create(user=UserFactory(), category=topic.category).user
    event = TopicStarted(actor=topic.author, **about_post(topic.posts.get()))
    return Row(event, (follower,), lambda: close_category(topic.category))


@row(PersonMentioned)
def person_mentioned() -> Row:
    post, person = PostFactory(), UserFactory()
    event = PersonMentioned(actor=post.author, person_id=person.pk, **about_post(post))
    return Row(event, (person,), lambda: close_category(post.topic.category))


@row(AnswerAccepted)
def answer_accepted() -> Row:
    post = PostFactory()
    post.topic.accepted = post
    post.topic.save()
    event = AnswerAccepted(actor=post.topic.author, **about_post(post))
    return Row(event, (post.author,), lambda: close_category(post.topic.category))


@row(QuestionUnanswered)
def question_unanswered() -> Row:
    topic, expert = TopicFactory(), UserFactory()
    event = QuestionUnanswered(people=[expert.pk], **about_post(topic.posts.get()))
    return Row(event, (expert,), lambda: close_category(topic.category))


@row(TalkPublished)
def talk_published() -> Row:
    page, post = NotePageFactory(), PostFactory()
    made = KnowledgeFromTopic.objects.create(topic=post.topic, page=page)
    made.contributors.add(post.author)
    return Row(TalkPublished(page=page), (post.author,), lambda: restrict(page))


@row(QuestionRepeated)
def question_repeated() -> Row:
    topic, owner = TopicFactory(), UserFactory()
    event = QuestionRepeated(people=[owner.pk], **about_post(topic.posts.get()))
    return Row(event, (owner,), lambda: close_category(topic.category))
