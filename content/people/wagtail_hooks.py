from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content.people.account_requests.permissions import can_decide
from content.people.invitations.permissions import can_invite
from content.people.viewsets import PeopleGroup

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
