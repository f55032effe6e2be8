"""Starting topics and replying."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.forums.models import Category, Post, PostFile, Topic, TopicFollow, TopicMark
from content.forums.models.topics import State
from content.forums.permissions import can_announce, can_reply, can_start
from content.forums.services.counting import count_post, lock, lock_writer
from content.forums.services.drafts import forget_sent
from content.forums.services.gate import judge, refuse_suspended
from content.forums.services.polls import create_poll
from content.forums.services.spreading import tell_of_post, topic_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.services.polls import PollPlan
    from content.people.models import User


def start_topic(
    *,
    user: User,
    category: Category,
    title: str,
    text: str,
    token: str,
    kind: str = Topic.Kind.QUESTION,
    tags: Sequence[str] = (),
    files: Sequence[PostFile] = (),
    poll: PollPlan | None = None,
) -> Topic:
    """
    Begin a topic with its first post. The same words sent again with the same token are the same topic.

    `poll` belongs to a topic of that kind.

    Raises `PermissionDenied`, and `Refused` with a sentence for the writer where a limit or a blocked word is met.
    """
    submission = submission_of(token, category.pk, title, text)
    present = Topic.objects.filter(author=user, submission=submission).first()
    if present:
        return present
    words = "\n".join((title, text, *tags, *(poll.options if poll else ())))
    try:
        with transaction.atomic():
            lock_writer(user)
            # The other press of the button may have been quicker: it is no second topic to be judged.
            if present := Topic.objects.filter(author=user, submission=submission).first():
                return present
            now = timezone.now()
            category.refresh_from_db()
            refuse_suspended(user)
            may = can_announce if kind == Topic.Kind.ANNOUNCEMENT else can_start
            if not may(user, category):
                raise PermissionDenied
            verdict = judge(user=user, category=category, text=words, is_topic=True)
            topic = Topic.objects.create(
                category=category,
                kind=kind,
                title=title,
                author=user,
                state=verdict.state,
                created_at=now,
                last_posted_at=now,
                last_poster=user,
                submission=submission,
            )
            topic.tags.set(list(tags))
            if poll is not None:
                create_poll(topic, poll)
            forget_sent(user=user, token=token)
            _add_post(topic, user, text, submission, verdict.state, verdict.reason, files, None)
    except IntegrityError:
        # The other press of the button was quicker.
        return Topic.objects.get(author=user, submission=submission)
    return topic


def reply(
    *,
    user: User,
    topic: Topic,
    text: str,
    token: str,
    reply_to: Post | None = None,
    files: Sequence[PostFile] = (),
) -> Post:
    """
    Add a post to a topic, or to the topic it has meanwhile been merged into.

    Raises `PermissionDenied` where the topic is locked, hidden or not theirs to read by now, and `Refused`.
    """
    submission = submission_of(token, topic.pk, "", text)
    present = Post.objects.filter(author=user, submission=submission).first()
    if present:
        return present
    try:
        with transaction.atomic():
            topic = lock(topic.pk)
            lock_writer(user)
            if present := Post.objects.filter(author=user, submission=submission).first():
                return present
            refuse_suspended(user)
            if not can_reply(user, topic):
                raise PermissionDenied
            verdict = judge(user=user, category=topic.category, text=text, is_topic=False)
            forget_sent(user=user, token=token)
            answered = reply_to if reply_to and reply_to.topic_id == topic.pk else None
            return _add_post(topic, user, text, submission, verdict.state, verdict.reason, files, answered)
    except IntegrityError:
        return Post.objects.get(author=user, submission=submission)


def submission_of(token: str, place_id: int, title: str, text: str) -> str:
    """Names one sending. The words are part of it: a form the browser brought back may hold new ones."""
    return hashlib.sha256(f"{token}\n{place_id}\n{title}\n{text}".encode(errors="replace")).hexdigest()


def _add_post(
    topic: Topic,
    user: User,
    text: str,
    submission: str,
    state: str,
    reason: str,
    files: Sequence[PostFile],
    reply_to: Post | None,
) -> Post:
    topic.last_number += 1
    post = Post(
        topic=topic,
        number=topic.last_number,
        author=user,
        text=text,
        state=state,
        state_reason=reason,
        submission=submission,
        reply_to=reply_to,
    )
    post.save()
    if files:
        # Only those that no other post has taken meanwhile.
        PostFile.objects.filter(pk__in=[file.pk for file in files], owner=user, post=None).update(post=post)
    if state == State.VISIBLE:
        count_post(topic, post)
    else:
        topic.save(update_fields=["last_number"])
    TopicFollow.objects.get_or_create(user=user, topic=topic)
    TopicMark.objects.update_or_create(
        user=user, topic=topic, defaults={"last_number": post.number, "read_at": timezone.now()}
    )
    topic_changed(topic, post)
    tell_of_post(post)
    return post
