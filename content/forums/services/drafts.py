"""What somebody has begun to write, kept until it is sent or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from content.forums.models import PostDraft
from content.forums.models.drafts import new_token

if TYPE_CHECKING:
    from content.forums.models import Category, Topic
    from content.people.models import User


class AnotherDraft(Exception):
    """Something else was begun for the same category or topic; it must not be overwritten."""


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
    options: str = "",
    allows_several: bool = False,
    closes_on: str = "",
    token: str = "",
) -> PostDraft | None:
    """
    Keep what is typed for this category or topic in the form named `token`. With nothing typed there is no draft.

    Raises `AnotherDraft` where another form has begun one.
    """
    if not (title.strip() or text.strip() or options.strip()):
        forget_sent(user=user, token=token)
        return None
    token = token or new_token()
    values = {
        "title": title,
        "kind": kind,
        "tags": tags,
        "text": text,
        "options": options,
        "allows_several": allows_several,
        "closes_on": closes_on,
        "saved_at": timezone.now(),
    }
    draft, is_new = PostDraft.objects.get_or_create(
        user=user, category=category, topic=topic, defaults={**values, "token": token}
    )
    if not is_new and not PostDraft.objects.filter(pk=draft.pk, token=token).update(**values):
        raise AnotherDraft
    return draft


def discard_draft(*, user: User, category: Category | None = None, topic: Topic | None = None) -> None:
    PostDraft.objects.filter(user=user, category=category, topic=topic).delete()


def forget_sent(*, user: User, token: str) -> None:
    """The text of the form named `token` was sent, or is empty: its draft goes, and none that another form began."""
    PostDraft.objects.filter(user=user, token=token).delete()
