"""What moderators set in a category: closed or open, slow mode, whether every topic waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from content.forums.models import Category
from content.forums.moderation.log import Action, record
from content.forums.permissions import can_manage_category

if TYPE_CHECKING:
    from content.people.models import User

FIELDS = ("is_closed", "slow_seconds", "holds_every_topic")


@transaction.atomic
def set_up(
    *, user: User, category: Category, is_closed: bool, slow_seconds: int, holds_every_topic: bool, reason: str = ""
) -> bool:
    """Write the settings; whether any has changed. What stays as it was is not logged."""
    locked = Category.objects.select_for_update(no_key=True).get(pk=category.pk)
    if not can_manage_category(user, locked):
        raise PermissionDenied
    wanted = {"is_closed": is_closed, "slow_seconds": slow_seconds, "holds_every_topic": holds_every_topic}
    changes = {name: [getattr(locked, name), value] for name, value in wanted.items() if getattr(locked, name) != value}
    if not changes:
        return False
    for name, (_before, value) in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(changes))
    record(Action.SETTINGS, actor=user, category=locked, reason=reason, changes=changes)
    return True
