"""The rows of my page that belong to the account itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from content.people.account_requests.models import AccountRequest, RequestState
from content.people.account_requests.permissions import can_decide
from content.people.invitations.permissions import can_invite
from content.people.my_page import ACCOUNT, OFFICE, register_section
from content.people.social.providers import configured_providers


def register_account_sections() -> None:
    register_section(key="email", group=ACCOUNT, order=10, label=_("E-mail address"), url="account_email")
    register_section(
        key="social",
        group=ACCOUNT,
        order=50,
        label=_("LINE and Google"),
        url="socialaccount_connections",
        shown_to=lambda user: bool(configured_providers()),
    )
    register_section(key="data", group=ACCOUNT, order=60, label=_("Download my data"), url="my_data")
    register_section(key="close", group=ACCOUNT, order=90, label=_("Close my account"), url="close_account")
    register_section(key="password", group=ACCOUNT, order=20, label=_("Change password"), url="account_change_password")
    register_section(key="sessions", group=ACCOUNT, order=40, label=_("Where I am signed in"), url="my_sessions")
    register_section(
        key="invitations", group=OFFICE, order=10, label=_("Invitations"), url="invitations", shown_to=can_invite
    )
    register_section(
        key="account-requests",
        group=OFFICE,
        order=20,
        label=_("Requests for accounts"),
        url="account_requests",
        shown_to=can_decide,
        count=lambda user: AccountRequest.objects.filter(state=RequestState.WAITING).count(),
    )
