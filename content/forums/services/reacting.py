"""Words of thanks and use, and which reply answers a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.forums.models import ModerationAction, Reaction
from content.forums.models.topics import State
from content.forums.permissions import can_accept, can_react
from content.forums.services.counting import lock_post
from content.forums.services.spreading import tell_of_accepted, topic_changed

if TYPE_CHECKING:
    from content.forums.models import Post, Topic
    from content.people.models import User


@transaction.atomic
def react(*, user: User, post: Post, kind: str, is_wanted: bool) -> None:
    """Give a reaction or take it back. Said twice it is the same: the caller says which state is wanted."""
    if not can_react(user, post):
        raise PermissionDenied
    if is_wanted:
        Reaction.objects.get_or_create(post=post, user=user, kind=kind)
    else:
        Reaction.objects.filter(post=post, user=user, kind=kind).delete()


@transaction.atomic
def accept_answer(*, user: User, post: Post, is_accepted: bool) -> Topic:
    """
    Say that a reply answers the question of its topic, or take that back. Another accepted reply gives way.

    Raises `PermissionDenied`.
    """
    post = lock_post(post.pk)
    topic = post.topic
    if post.is_opening or post.state != State.VISIBLE or not can_accept(user, topic):
        raise PermissionDenied
    if (topic.accepted_id == post.pk) == is_accepted:
        return topic
    before = topic.accepted
    topic.accepted, topic.accepted_at = (post, timezone.now()) if is_accepted else (None, None)
    topic.save(update_fields=["accepted", "accepted_at"])
    if topic.author_id != user.pk:
        ModerationAction.objects.create(
            action=ModerationAction.Action.ACCEPT,
            actor=user,
            category=topic.category,
            topic=topic,
            post_id_then=post.pk,
            person=post.author,
            details={"accepted": is_accepted},
        )
    topic_changed(topic, post)
    if before is not None and before != post:
        # It stands among the others again.
        topic_changed(topic, before)
    if is_accepted:
        tell_of_accepted(topic, post, user)
    return topic
