"""What somebody has begun to write, kept until it is sent or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from content.forums.models import PostDraft

if TYPE_CHECKING:
    from content.forums.models import Category, Topic
    from content.people.models import User


def draft_of(user: User, *, category: Category | None = None, topic: Topic | None = None) -> PostDraft | None:
    return PostDraft.objects.filter(user=user, category=category, topic=topic).first()


def save_draft(
    *,
    user: User,
    category: Category | None = None,
    topic: Topic | None = None,
    title: str = "",
    kind: str = "",
    tags: str = "",
    text: str = "",
) -> PostDraft | None:
    """Keep what is typed for this category or topic. With nothing typed there is no draft."""
    if not (title.strip() or text.strip()):
        discard_draft(user=user, category=category, topic=topic)
        return None
    values = {"title": title, "kind": kind, "tags": tags, "text": text, "saved_at": timezone.now()}
    draft, _is_new = PostDraft.objects.update_or_create(user=user, category=category, topic=topic, defaults=values)
    return draft


def discard_draft(*, user: User, category: Category | None = None, topic: Topic | None = None) -> None:
    PostDraft.objects.filter(user=user, category=category, topic=topic).delete()
