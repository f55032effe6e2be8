"""Following and muting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.models import CategoryFollow, TopicFollow

if TYPE_CHECKING:
    from content.forums.models import Category, Topic
    from content.people.models import User


def follow_topic(*, user: User, topic: Topic, is_muted: bool = False) -> None:
    """Hear of replies; muted: of none, even after writing in the topic."""
    TopicFollow.objects.update_or_create(user=user, topic=topic, defaults={"is_muted": is_muted})


def leave_topic(*, user: User, topic: Topic) -> None:
    """Neither follow nor mute. Writing in the topic follows it again."""
    TopicFollow.objects.filter(user=user, topic=topic).delete()


def follow_category(*, user: User, category: Category) -> None:
    """Hear of new topics."""
    CategoryFollow.objects.get_or_create(user=user, category=category)


def leave_category(*, user: User, category: Category) -> None:
    CategoryFollow.objects.filter(user=user, category=category).delete()
