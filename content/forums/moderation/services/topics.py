"""A topic as a whole: pinned, locked, moved. Hiding or deleting one is done to its opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from content.forums.models.topics import State
from content.forums.moderation.log import Action, NotPossibleError, overtaken, record
from content.forums.permissions import can_manage_category, can_moderate_topic
from content.forums.services.counting import lock, recount_categories
from content.forums.services.spreading import topic_changed

if TYPE_CHECKING:
    from content.forums.models import Category, Topic
    from content.people.models import User


def pin(*, user: User, topic_id: int, reason: str = "") -> Topic:
    return _set(user, topic_id, "is_pinned", True, Action.PIN, reason)


def unpin(*, user: User, topic_id: int, reason: str = "") -> Topic:
    return _set(user, topic_id, "is_pinned", False, Action.UNPIN, reason)


def close(*, user: User, topic_id: int, reason: str = "") -> Topic:
    """Lock the topic: it can be read, and only moderators write in it."""
    return _set(user, topic_id, "is_locked", True, Action.LOCK, reason)


def unlock(*, user: User, topic_id: int, reason: str = "") -> Topic:
    return _set(user, topic_id, "is_locked", False, Action.UNLOCK, reason)


@transaction.atomic
def move(*, user: User, topic_id: int, category: Category, reason: str = "") -> Topic:
    """
    Put a topic into another category, whose readers are then its readers. Asked of a moderator of both.

    Raises `OvertakenError` where it is there already.
    """
    topic = locked_topic(user, topic_id)
    if not can_manage_category(user, category):
        raise PermissionDenied
    before = topic.category
    if before.pk == category.pk:
        raise overtaken(user, topic=topic)
    topic.category = category
    topic.save(update_fields=["category"])
    recount_categories([before.pk, category.pk])
    details = {"from": before.name, "from_id": before.pk, "to": category.name, "to_id": category.pk}
    record(Action.MOVE, actor=user, topic=topic, reason=reason, **details)
    topic_changed(topic)
    return topic


def locked_topic(user: User, topic_id: int) -> Topic:
    """The locked topic, or the one it was merged into, where `user` moderates; `PermissionDenied` elsewhere."""
    topic = lock(topic_id)
    if not can_moderate_topic(user, topic):
        raise PermissionDenied
    return topic


def check_visible(topic: Topic) -> None:
    """Held and hidden topics are let in or shown first: their posts must not appear by a way around."""
    if topic.state != State.VISIBLE:
        sentence = _("“%(title)s” is not visible. Let it in or show it again first.")
        raise NotPossibleError(sentence % {"title": topic.title})


@transaction.atomic
def _set(user: User, topic_id: int, field: str, value: bool, action: str, reason: str) -> Topic:
    topic = locked_topic(user, topic_id)
    if getattr(topic, field) == value:
        raise overtaken(user, topic=topic)
    setattr(topic, field, value)
    topic.save(update_fields=[field])
    record(action, actor=user, topic=topic, reason=reason)
    if field == "is_locked":
        # Search says so beside the title.
        topic_changed(topic)
    return topic
