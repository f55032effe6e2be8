"""The office's side: inviting one person, the list, sending again, revoking."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.people.invitations import services
from content.people.invitations.forms import HAS_INVITATION, InvitationForm
from content.people.invitations.models import Invitation, State
from content.people.invitations.permissions import can_invite
from content.people.paging import page_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


def for_inviters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sign-in first; then 403 in words to who may not invite. That the page exists is no secret."""

    @never_cache
    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not can_invite(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@require_safe
@for_inviters
def invitations(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    found = Invitation.objects.with_places()
    if state in State.values:
        found = found.in_state(state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "invitations": page.object_list,
        "state": state,
        "states": State.choices,
        "pagination": page_links(request, page),
    }
    return render(request, "people/invitations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_inviters
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, inviter=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.invite(**form.cleaned_data, invited_by=request.user)
        except services.InvitationRefusedError:
            form.add_error("email", HAS_INVITATION)
        else:
            messages.success(request, _("The invitation goes to %(email)s.") % {"email": invitation.email})
            return HttpResponseRedirect(reverse("invitations"))
    return render(request, "people/invitations/invite.html", {"form": form})


@require_POST
@for_inviters
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        services.send_again(invitation=invitation)
    except services.InvitationRefusedError:
        messages.error(request, _("This invitation was accepted or revoked meanwhile."))
    else:
        messages.success(request, _("The invitation goes to %(email)s.") % {"email": invitation.email})
    return HttpResponseRedirect(reverse("invitations"))


@require_POST
@for_inviters
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    services.revoke(invitation=invitation)
    messages.success(request, _("The invitation of %(email)s is revoked.") % {"email": invitation.email})
    return HttpResponseRedirect(reverse("invitations"))
