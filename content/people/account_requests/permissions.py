"""Who decides about requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.people.invitations.permissions import can_invite

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from content.people.models import User

DECIDE = "people.change_accountrequest"


def can_decide(user: User | AnonymousUser) -> bool:
    """An approval invites, so that must be allowed as well."""
    return user.has_perm(DECIDE) and can_invite(user)
