"""Whose account an outside sign-in opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.shortcuts import render

from content.people.invitations.models import Invitation
from content.people.invitations.services import send_again

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from content.people.models import User


class ExistingAccountsAdapter(DefaultSocialAccountAdapter):
    """
    An outside sign-in opens an account in two cases only.

    Its owner has connected the two, signed in here. Or both sides have confirmed the same e-mail address: the provider
    says so (Google does; LINE does not check) and this site had it confirmed by a link or by the office. Anything less
    would let somebody into an account by writing its address into a profile elsewhere.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        for email in self._confirmed_addresses(sociallogin):
            address = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
            found = address.select_related("user").first()
            if found:
                return found.user, email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Where no account is opened, say what to do; an invitation that waits is sent to its address again."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        emails = self._confirmed_addresses(sociallogin)
        waiting = Invitation.objects.in_state("waiting").filter(email__in=emails).first()
        if waiting:
            send_again(invitation=waiting)
        context = {"is_invited": waiting is not None, "provider": sociallogin.provider.name}
        raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", context, status=403))

    def _confirmed_addresses(self, sociallogin: SocialLogin) -> list[str]:
        return [
            address.email.lower()
            for address in sociallogin.email_addresses
            if address.verified and self.can_authenticate_by_email(sociallogin, address.email)
        ]
