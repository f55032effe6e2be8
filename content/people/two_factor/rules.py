"""Who must sign in with a second proof, and whether this session has given it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

from content.core.audiences import READ_EVERY_PAGE

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.people.models import User

# Holding any of these makes somebody an editor or an administrator, whatever the role is called: reading what is not
# theirs, publishing for others, letting people in, changing what others may do.
POWERS = frozenset(
    {
        READ_EVERY_PAGE,
        "people.add_user",
        "people.change_user",
        "people.delete_user",
        "auth.change_group",
        "people.add_invitation",
        "people.change_accountrequest",
    }
)


def must_prove_twice(user: User) -> bool:
    """Whether the account of `user` is worth a second proof."""
    if not settings.KM_REQUIRE_MFA or not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or not POWERS.isdisjoint(user.get_all_permissions())


def has_two_factor(user: User) -> bool:
    """Whether `user` has an app that shows codes. Recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def has_proved_twice(request: HttpRequest) -> bool:
    """
    Whether this session gave a code: at sign-in, later, or when the codes were set up in it.

    That the account has codes is not enough. A session begun with the password alone, before they were set up, may be
    somebody else's.
    """
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
