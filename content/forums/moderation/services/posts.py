"""
One post: let in, hide, show again, delete. What is done to the opening of a topic is done to the topic.

Every function locks the topic of the post, asks once more who may do it, and raises `OvertakenError` where the post is
no longer as `seen` on the page from which the moderator acted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.forums.models import TopicMark
from content.forums.models.posts import LONGEST_REASON
from content.forums.models.topics import State
from content.forums.moderation.events import PostHidden, PostLetIn
from content.forums.moderation.log import Action, overtaken, record
from content.forums.moderation.services.reports import settle
from content.forums.permissions import can_moderate_topic
from content.forums.services.counting import lock_post, recount_categories, recount_topic
from content.forums.services.former import keep_version
from content.forums.services.spreading import tell_of_post, topic_changed
from content.notifications.services import fire

if TYPE_CHECKING:
    from content.forums.models import ModerationAction, Post
    from content.people.models import User


@transaction.atomic
def let_in(*, user: User, post_id: int, seen: str = State.PENDING) -> Post:
    """
    Show a held post. It appears now: at the end of its topic and with this moment, so that nobody who has read on
    misses it; when it was written stays in the log.
    """
    post = _locked(user, post_id, seen, {State.PENDING})
    topic = post.topic
    written, now = post.created_at, timezone.now()
    if post.is_opening:
        topic.state, topic.created_at = State.VISIBLE, now
    elif post.number < topic.last_number:
        # The last of all posts, not of the shown ones: marks stand behind posts that were hidden since they were read,
        # and behind held ones that their writers and moderators see.
        # Whoever had read all that is shown has still read their own.
        own = TopicMark.objects.filter(topic=topic, user=post.author_id, last_number__gte=topic.last_shown)
        post.number = topic.last_number + 1
        own.update(last_number=post.number)
    post.state, post.state_reason, post.created_at = State.VISIBLE, "", now
    post.save(update_fields=["state", "state_reason", "number", "created_at"])
    record(Action.APPROVE, actor=user, post=post, written=written.isoformat())
    settle(post=post, user=user, outcome=Action.APPROVE)
    _count(post)
    if topic.state == State.VISIBLE:
        tell_of_post(post)
    if post.author_id:
        fire(
            PostLetIn(
                actor=user,
                person_id=post.author_id,
                category_id=topic.category_id,
                post_id=post.pk,
                url=post.get_absolute_url(),
                title=topic.title,
            )
        )
    return post


@transaction.atomic
def hide(*, user: User, post_id: int, reason: str, seen: str = State.VISIBLE) -> Post:
    """Take a post from readers; its author hears the reason. It can be shown again."""
    post = _locked(user, post_id, seen, {State.VISIBLE, State.PENDING})
    _put_away(post, State.HIDDEN, reason)
    action = record(Action.HIDE, actor=user, post=post, reason=reason)
    settle(post=post, user=user, outcome=Action.HIDE)
    _count(post)
    tell_author(post, action)
    return post


@transaction.atomic
def show(*, user: User, post_id: int, reason: str = "", seen: str = State.HIDDEN) -> Post:
    """Give a hidden post back to its readers, where it stood."""
    post = _locked(user, post_id, seen, {State.HIDDEN})
    post.state, post.state_reason = State.VISIBLE, ""
    post.save(update_fields=["state", "state_reason"])
    if post.is_opening:
        post.topic.state = State.VISIBLE
    record(Action.SHOW, actor=user, post=post, reason=reason)
    _count(post)
    return post


@transaction.atomic
def delete(*, user: User, post_id: int, reason: str, seen: str = State.VISIBLE) -> Post:
    """Empty a post for good; what it said stays in its history, which moderators read."""
    post = _locked(user, post_id, seen, {State.VISIBLE, State.PENDING, State.HIDDEN})
    return take_away(post, user=user, reason=reason)


def take_away(post: Post, *, user: User, reason: str, is_logged: bool = True) -> Post:
    """
    Empty a locked post that `user` may delete, with an opening its whole topic; what it said is kept as a version.

    `is_logged`: as a moderator's action, of which its author and the writers of reports are told.
    """
    keep_version(post, user=user, reason=reason)
    post.text = ""
    _put_away(post, State.DELETED, reason)
    action = record(Action.DELETE, actor=user, post=post, reason=reason) if is_logged else None
    _count(post)
    if action is not None:
        settle(post=post, user=user, outcome=Action.DELETE)
        tell_author(post, action)
    return post


def _locked(user: User, post_id: int, seen: str, wanted: set[str]) -> Post:
    post = lock_post(post_id)
    if not can_moderate_topic(user, post.topic):
        raise PermissionDenied
    if post.state != seen or post.state not in wanted:
        raise overtaken(user, post=post)
    return post


def _put_away(post: Post, state: str, reason: str) -> None:
    post.state, post.state_reason = state, reason[:LONGEST_REASON]
    post.save()
    if post.is_opening:
        post.topic.state = state


def _count(post: Post) -> None:
    recount_topic(post.topic)
    recount_categories([post.topic.category_id])
    # An opening takes its topic with it.
    topic_changed(post.topic, None if post.is_opening else post)


def tell_author(post: Post, action: ModerationAction) -> None:
    """The author hears that a post was hidden or deleted, and why."""
    if post.author_id:
        fire(
            PostHidden(
                actor=action.actor,
                person_id=post.author_id,
                category_id=post.topic.category_id,
                action_id=action.pk,
                is_deleted=action.action == Action.DELETE,
                url=post.topic.category.get_absolute_url() if post.is_opening else post.topic.get_absolute_url(),
                title=post.topic.title,
                text=action.reason,
            )
        )
