"""Changing and deleting what was posted. Nothing is lost: each former version is kept and can be seen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.forums.models import PostVersion
from content.forums.models.topics import State
from content.forums.moderation.log import Action, record
from content.forums.moderation.services.posts import tell_author
from content.forums.moderation.services.reports import settle
from content.forums.permissions import can_delete, can_edit
from content.forums.services.counting import lock_post, recount_categories, recount_topic
from content.forums.services.files import settle_files
from content.forums.services.gate import judge_edit
from content.forums.services.spreading import tell_of_mentions, topic_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Post
    from content.people.models import User


class ChangedMeanwhile(Exception):
    """Somebody else has changed the post since the form was opened. `post` is what it says now."""

    def __init__(self, post: Post) -> None:
        super().__init__(post.pk)
        self.post = post


def version_of(post: Post) -> str:
    """Names what the post says: a form that was opened upon it gives the name back."""
    title = post.topic.title if post.is_opening else ""
    return hashlib.sha256(f"{title}\n{post.text}".encode(errors="replace")).hexdigest()[:32]


@transaction.atomic
def edit_post(
    *,
    user: User,
    post: Post,
    text: str,
    base: str,
    reason: str = "",
    title: str = "",
    tags: Sequence[str] | None = None,
) -> Post:
    """
    Change a post; `title` and `tags` are those of its topic and count for an opening only.

    `base` is the version (`version_of`) that was edited. Raises `PermissionDenied`, `ChangedMeanwhile` and
    `Refused`.
    """
    post = lock_post(post.pk)
    if not can_edit(user, post):
        raise PermissionDenied
    topic = post.topic
    new_title = title if post.is_opening and title else topic.title
    # The same form sent twice is no conflict.
    is_same = (post.text, topic.title) == (text, new_title)
    if base != version_of(post) and not is_same:
        raise ChangedMeanwhile(post)
    if tags is not None and post.is_opening:
        topic.tags.set(list(tags))
        topic_changed(topic)
    if is_same:
        return post
    judge_edit(user=user, category=topic.category, before=f"{topic.title}\n{post.text}", after=f"{new_title}\n{text}")
    _keep_version(post, user, reason)
    is_renamed = new_title != topic.title
    if is_renamed:
        topic.title = new_title
        topic.save(update_fields=["title"])
    post.text, post.edited_at = text, timezone.now()
    post.save()
    settle_files(post, user)
    if post.author_id != user.pk:
        record(Action.EDIT, actor=user, post=post, reason=reason)
    topic_changed(topic, None if is_renamed else post)
    tell_of_mentions(post)
    return post


@transaction.atomic
def delete_post(*, user: User, post: Post, reason: str = "") -> Post:
    """
    Empty the place of a post, and with an opening take its whole topic away. Moderators still read what it said.

    Deleted once more it stays as it is. Raises `PermissionDenied`.
    """
    post = lock_post(post.pk)
    if post.state == State.DELETED:
        return post
    if not can_delete(user, post):
        raise PermissionDenied
    topic = post.topic
    _keep_version(post, user, reason)
    post.text, post.state = "", State.DELETED
    post.save()
    if post.is_opening:
        topic.state = State.DELETED
    recount_topic(topic)
    recount_categories([topic.category_id])
    if post.author_id != user.pk:
        action = record(Action.DELETE, actor=user, post=post, reason=reason)
        settle(post=post, user=user, outcome=Action.DELETE)
        tell_author(post, action)
    topic_changed(topic, None if post.is_opening else post)
    return post


def _keep_version(post: Post, user: User, reason: str) -> None:
    PostVersion.objects.create(
        post=post,
        text=post.text,
        title=post.topic.title if post.is_opening else "",
        written_at=post.edited_at or post.created_at,
        replaced_by=user,
        reason=reason,
    )
