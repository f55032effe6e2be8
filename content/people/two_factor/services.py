"""Writes about the second sign-in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction

from content.people.account.sessions import end_sessions_of

if TYPE_CHECKING:
    from content.people.models import User


@transaction.atomic
def reset_two_factor(*, user: User) -> None:
    """Forget app and recovery codes of `user` and end every session, also that of the lost telephone."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions_of(user)
