"""
Somebody must always be able to let people in: the last administrator is neither deleted, closed, locked nor demoted.

The doors ask first and say it in words: forms and bulk actions of the admin (`wagtail_hooks`), closing one's account,
`services.give_role`. Whatever else deletes accounts meets the signal at the end. Each asks once more under one lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from content.people.models import Role, User
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet


class LastAdministratorError(ValidationError):
    """Without this account nobody could let people in any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the last administrator: without this account nobody could let people in any more. "
                "Make somebody else an administrator first."
            ),
            code="last_administrator",
        )


def administrators() -> QuerySet[User]:
    is_administrator = Q(groups__role__key=RoleKey.ADMINISTRATOR) | Q(is_superuser=True)
    return User.objects.filter(is_administrator, is_active=True).distinct()


def are_last_administrators(pks: Collection[int]) -> bool:
    """Whether no administrator would be left without these accounts."""
    present = set(administrators().values_list("pk", flat=True))
    return bool(present & set(pks)) and not present - set(pks)


def is_last_administrator(user: User) -> bool:
    return are_last_administrators([user.pk])


def refuse_for_last(*users: User) -> None:
    """
    Raise LastAdministratorError where none would be left without `users`. Call it in the transaction that takes the
    role away.

    Two administrators who leave at the same time must not both be "not the last": the second waits here.
    """
    lock_administrators()
    if are_last_administrators([user.pk for user in users]):
        raise LastAdministratorError


def lock_administrators() -> None:
    """Whoever else would take the role of administrator from somebody waits until the transaction ends."""
    list(Role.objects.select_for_update().filter(key=RoleKey.ADMINISTRATOR))


def note_before_deletion(sender: type[User], instance: User, **kwargs: object) -> None:
    # Sent within the transaction of the deletion.
    lock_administrators()
    instance.was_administrator = administrators().filter(pk=instance.pk).exists()


def refuse_after_deletion(sender: type[User], instance: User, **kwargs: object) -> None:
    """Asked when all accounts of one deletion are gone, still within its transaction, which this ends."""
    if instance.was_administrator and not administrators().exists():
        raise LastAdministratorError
