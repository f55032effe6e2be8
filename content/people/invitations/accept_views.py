"""The invited person's side: from the link in the e-mail to a signed-in account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from content.people.invitations import services
from content.people.invitations.forms import AcceptForm
from content.people.invitations.links import invitation_of
from content.people.invitations.models import State
from content.people.invitations.names import suggest_username

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from content.people.invitations.models import Invitation


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A link that opens nothing says why, and what to do; only a valid one shows position and address."""
    limited = ratelimit.consume_or_429(request, action="accept_invitation")
    if limited:
        return limited
    invitation = invitation_of(token)
    if invitation is None or not invitation.can_be_accepted:
        return _refuse(request, invitation)
    if request.user.is_authenticated:
        return _answer(request, "people/invitations/signed_in.html", {"invitation": invitation}, 409)
    form = AcceptForm(
        request.POST or None, email=invitation.email, initial={"username": suggest_username(invitation.email)}
    )
    if request.method == "POST" and form.is_valid():
        return _make_account(request, invitation, form)
    return _answer(request, "people/invitations/accept.html", {"invitation": invitation, "form": form})


def _make_account(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    try:
        user = services.accept(
            invitation=invitation,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password1"],
        )
    except services.InvitationRefusedError:
        invitation.refresh_from_db()
        return _refuse(request, invitation)
    messages.success(request, _("Your account is ready. Welcome!"))
    record_authentication(request, user, "password")
    return perform_login(request, user, email_verification="none", redirect_url=reverse("my_page"))


def _refuse(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    state = invitation.state if invitation else ""
    # The address got an account by another way while its invitation was open.
    is_used = state in {State.ACCEPTED, State.WAITING}
    context = {"is_used": is_used, "is_expired": state == State.EXPIRED}
    return _answer(request, "people/invitations/refused.html", context, 410 if invitation else 404)


def _answer(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    # The address of this page is a key: it must not travel on to other sites. With "no-referrer" browsers would not say
    # either where the form comes from, and it would be refused as a forged one.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
