"""Asking for an account, and deciding."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.people.account_requests import services
from content.people.account_requests.forms import AccountRequestForm, DecisionForm
from content.people.account_requests.models import AccountRequest, RequestState
from content.people.account_requests.permissions import can_decide
from content.people.invitations.services import InvitationRefusedError
from content.people.paging import page_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("my_page"))
    limited = ratelimit.consume_or_429(request, action="request_account")
    if limited:
        return limited
    form = AccountRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        # What comes too often for one address is dropped in silence: a refusal would tell that it is known.
        is_new = ratelimit.consume(request, action="request_account_address", key=values["email"])
        if is_new and not form.is_of_a_program:
            services.ask_for_account(**values)
        return HttpResponseRedirect(reverse("account_request_sent"))
    return render(request, "people/requests/ask.html", {"form": form})


@require_safe
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/requests/sent.html")


def for_deciders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not can_decide(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@require_safe
@for_deciders
def requests(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", RequestState.WAITING)
    if state not in RequestState.values:
        state = RequestState.WAITING
    found = AccountRequest.objects.filter(state=state).select_related("school", "work_group")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "requests": page.object_list,
        "state": state,
        "states": RequestState.choices,
        "pagination": page_links(request, page),
    }
    return render(request, "people/requests/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(AccountRequest.objects.select_related("school", "work_group"), pk=pk)
    form = DecisionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _apply(request, asked, form):
        return HttpResponseRedirect(reverse("account_requests"))
    return render(request, "people/requests/decide.html", {"asked": asked, "form": form})


def _apply(request: HttpRequest, asked: AccountRequest, form: DecisionForm) -> bool:
    """Whether the decision was taken, by this click or by another before it."""
    try:
        if "decline" in request.POST:
            services.decline(request=asked, reason=form.cleaned_data["reason"], decided_by=request.user)
            messages.success(request, _("Declined; the reason goes to %(email)s.") % {"email": asked.email})
        else:
            services.approve(request=asked, role=form.cleaned_data["role"], decided_by=request.user)
            messages.success(request, _("Approved; the invitation goes to %(email)s.") % {"email": asked.email})
    except services.AlreadyDecidedError:
        messages.warning(request, _("This request was decided already."))
    except InvitationRefusedError:
        form.add_error(None, _("This address has an account or an invitation already. Decline the request."))
        return False
    return True
