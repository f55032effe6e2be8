"""How allauth behaves here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.contrib.sites.shortcuts import get_current_site

from content.people.mail import send_later

if TYPE_CHECKING:
    from django.http import HttpRequest

# As long as allauth accepts a confirmed password (ACCOUNT_REAUTHENTICATION_TIMEOUT).
JUST_NOW_SECONDS = 300


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by the office: nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """As allauth makes it, but no request waits for the mail server."""
        values = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        send_later(self.render_mail(template_prefix, email, values))

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not of somebody who typed the password a moment ago, to sign in."""
        return super().is_reauthentication_required(app=app, **kwargs) and not self._has_just_signed_in()

    def _has_just_signed_in(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return any(r["method"] == "password" and time.time() - r["at"] < JUST_NOW_SECONDS for r in records)
