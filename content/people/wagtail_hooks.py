from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content.people.account_requests.permissions import can_decide
from content.people.administrators import LastAdministratorError, are_last_administrators, refuse_for_last
from content.people.invitations.permissions import can_invite
from content.people.models import User
from content.people.viewsets import PeopleGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

register_snippet(PeopleGroup)


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: object) -> bool:
        return can_decide(request.user)


class InvitationsMenuItem(MenuItem):
    """Leads to the site: letting people in is done there, by one form for everybody who may."""

    def is_shown(self, request: object) -> bool:
        return can_invite(request.user)


@hooks.register("register_admin_menu_item")
def invitations_menu_item() -> MenuItem:
    return InvitationsMenuItem(_("Invitations"), reverse("invitations"), icon_name="mail", order=310)


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    return RequestsMenuItem(_("Requests for accounts"), reverse("account_requests"), icon_name="user", order=311)


@hooks.register("before_delete_user")
def keep_last_administrator(request: HttpRequest, user: User) -> HttpResponse | None:
    return _refused(request) if are_last_administrators([user.pk]) else None


@hooks.register("before_bulk_action")
def keep_one_administrator(
    request: HttpRequest, action_type: str, objects: Sequence[object], action: object
) -> HttpResponse | None:
    """Of several at once, none is the last before they are all gone. Asked in the transaction of the action."""
    if User not in action.models:
        return None
    locks = action_type == "set_active_state" and not action.cleaned_form.cleaned_data["mark_as_active"]
    if action_type != "delete" and not locks:
        return None
    try:
        refuse_for_last(*objects)
    except LastAdministratorError:
        return _refused(request)
    return None


def _refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, " ".join(LastAdministratorError().messages))
    return redirect("wagtailusers_users:index")
