"""Who works on an item, and which version a form began with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.writing.models import Desk

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.people.models import User

# Someone whose form has not been heard of for so long is taken to have gone away.
AWAY_AFTER = dt.timedelta(minutes=10)
NO_VERSION = "0"


def version_token(page: Page) -> str:
    """
    Names the newest version of an item. An automatic save replaces the last one's content under the same number, so
    its moment belongs to the name.
    """
    revision = page.get_latest_revision()
    return f"{revision.pk}-{int(revision.created_at.timestamp() * 1_000_000)}" if revision else NO_VERSION


def desk_of(page: Page) -> Desk:
    return Desk.objects.select_related("editor__profile").get_or_create(page_id=page.pk)[0]


@transaction.atomic
def sit_down(*, page: Page, user: User) -> Desk:
    """Say that `user` works on the item, unless somebody else is there; answers the desk with whoever has it."""
    desk = desk_of(page)
    now = timezone.now()
    if is_taken(desk, user):
        return desk
    if desk.editor_id != user.pk or desk.seen_at is None or now - desk.seen_at > AWAY_AFTER:
        desk.editor, desk.since, desk.autosave = user, now, None
    desk.seen_at = now
    desk.save()
    return desk


def is_taken(desk: Desk, user: User) -> bool:
    """Whether somebody else has been at work on it within the last minutes."""
    return bool(
        desk.editor_id and desk.editor_id != user.pk and desk.seen_at and timezone.now() - desk.seen_at <= AWAY_AFTER
    )


@transaction.atomic
def take_over(*, page: Page, user: User) -> Desk:
    """Make `user` the one who works on it. What the other had saved stays as a version of its own."""
    desk = desk_of(page)
    desk.editor, desk.since, desk.seen_at, desk.autosave = user, timezone.now(), timezone.now(), None
    desk.save()
    return desk


@transaction.atomic
def leave(*, page: Page, user: User) -> None:
    Desk.objects.filter(page_id=page.pk, editor=user).update(editor=None, since=None, seen_at=None, autosave=None)
