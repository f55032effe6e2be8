"""Changing and deleting what was posted. Nothing is lost: each former version is kept and can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.forums.models.topics import State
from content.forums.moderation.log import Action, record
from content.forums.moderation.services import posts
from content.forums.permissions import can_delete, can_edit
from content.forums.services.counting import lock_post
from content.forums.services.files import settle_files
from content.forums.services.former import Said, keep_version, said_by, version_of
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
    topic, before = post.topic, said_by(post)
    after = Said(text)
    if post.is_opening:
        after = Said(text, title or before.title, before.tags if tags is None else tuple(tags))
    # The same form sent twice is no conflict.
    is_same = after.is_same(before)
    if base != version_of(post) and not is_same:
        raise ChangedMeanwhile(post)
    if is_same:
        return post
    judge_edit(user=user, category=topic.category, before=before.words(), after=after.words())
    keep_version(post, user=user, reason=reason)
    is_whole = after[1:] != before[1:]
    if is_whole:
        topic.title = after.title
        topic.save(update_fields=["title"])
        topic.tags.set(after.tags)
    post.text, post.edited_at = text, timezone.now()
    post.save()
    settle_files(post, user)
    if post.author_id != user.pk:
        record(Action.EDIT, actor=user, post=post, reason=reason)
    topic_changed(topic, None if is_whole else post)
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
    return posts.take_away(post, user=user, reason=reason, is_logged=post.author_id != user.pk)
