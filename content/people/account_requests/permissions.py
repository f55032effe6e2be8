"""Who decides about requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.people.invitations.permissions import can_invite
from content.people.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

DECIDE = "people.change_accountrequest"


def can_decide(user: User | AnonymousUser) -> bool:
    """An approval invites, so that must be allowed as well."""
    return user.has_perm(DECIDE) and can_invite(user)


def who_decide() -> QuerySet[User]:
    """Whom to tell of a request; `can_decide` is asked of each again."""
    return User.objects.with_perm(DECIDE, backend="django.contrib.auth.backends.ModelBackend")
