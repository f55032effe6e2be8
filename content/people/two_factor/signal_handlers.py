"""What is known of a session when an app for codes is set up or taken away in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.internal.flows.sessions import end_other_sessions

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.people.models import User


def set_up(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """
    The code that was typed to set it up is as good a proof as one typed at sign-in.

    Other sessions were begun with the password alone, perhaps by somebody who stole it: they end.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        end_other_sessions(request, user)


def taken_away(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Whoever must use codes is led to set them up anew."""
    if authenticator.type == Authenticator.Type.TOTP:
        records = [record for record in get_authentication_records(request, user) if record.get("method") != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records


def connect() -> None:
    authenticator_added.connect(set_up, dispatch_uid="people.two_factor.set_up")
    authenticator_removed.connect(taken_away, dispatch_uid="people.two_factor.taken_away")
