"""All versions of an item: what they say, how two of them differ, and going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, Revision

from content.core.word_changes import Change, changes_between
from content.writing.permissions import can_write
from content.writing.querysets import submission_of
from content.writing.services.desks import desk_of
from content.writing.services.drafts import InReview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from content.people.models import User


@dataclass(frozen=True)
class TextChanges:
    """How one text of an item differs between two versions."""

    label: str
    changes: Sequence[Change]


def versions_of(page: Page) -> QuerySet[Revision]:
    """Newest first, without their contents."""
    return page.revisions.select_related("user__profile").defer("content").order_by("-created_at", "-pk")


def differences(older: Sequence[tuple[str, str]], newer: Sequence[tuple[str, str]]) -> list[TextChanges]:
    """The texts that differ, word by word. Both are what a kind's `readable` gives."""
    before = dict(older)
    return [
        TextChanges(label, changes_between(before.get(label, ""), text))
        for label, text in newer
        if before.get(label, "") != text
    ]


@transaction.atomic
def restore(*, page: Page, user: User, revision: Revision) -> Revision:
    """Make an old version the newest. It is a version of its own: nothing in between is lost."""
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not can_write(user, page):
        raise PermissionDenied
    if submission_of(page) is not None:
        raise InReview
    old = revision.as_object()
    desk = desk_of(page)
    desk.autosave = None
    desk.save(update_fields=["autosave"])
    return old.save_revision(user=user, log_action=True, previous_revision=revision, clean=False)
