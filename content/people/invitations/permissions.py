"""Who may let people in, and with which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.people.roles import RoleKey

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from content.people.models import User

INVITE = "people.add_invitation"
CHANGE_ACCOUNTS = "people.change_user"
# What anybody may give who may invite. The others could give their holder more than the giver has.
COMMON_ROLES = (RoleKey.MEMBER, RoleKey.CONTRIBUTOR, RoleKey.REVIEWER)


def can_invite(user: User | AnonymousUser) -> bool:
    return user.has_perm(INVITE)


def roles_to_give(user: User) -> list[RoleKey]:
    """The roles `user` may invite to: editors and administrators only by who may change accounts anyway."""
    if not can_invite(user):
        return []
    return list(RoleKey) if user.has_perm(CHANGE_ACCOUNTS) else list(COMMON_ROLES)
