"""How allauth behaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by the office: nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
