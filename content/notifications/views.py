"""A person's notices: the inbox, their settings, what they follow, and the link that ends e-mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.notifications.follows import follows_of
from content.notifications.forms import NoticeSettingsForm
from content.notifications.inbox import inbox_context
from content.notifications.services import follow, mark_all_read, mark_read, unfollow
from content.notifications.targets import find_target
from content.notifications.unsubscribing import ALL_KINDS, read_token, unsubscribe

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_ID = 2**63 - 1


@require_safe
@never_cache
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    return render(request, "notices/inbox.html", inbox_context(request.user, request.GET.dict()))


@require_POST
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read. Somebody else's is as good as none."""
    if pk > LARGEST_ID:
        raise Http404
    mark_read(user=request.user, notice_ids=[pk])
    return HttpResponseRedirect(next_url(request, reverse("notices_inbox")))


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    count = mark_all_read(user=request.user, up_to=_number(request.POST.get("up_to", "")))
    if count:
        messages.success(request, _("All notices are marked as read."))
    return HttpResponseRedirect(reverse("notices_inbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    form = NoticeSettingsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choices are kept."))
        return HttpResponseRedirect(reverse("notices_settings"))
    return render(request, "notices/settings.html", {"form": form})


@require_safe
@never_cache
@login_required
def follows(request: HttpRequest) -> HttpResponse:
    return render(request, "notices/follows.html", {"groups": follows_of(request.user)})


@require_POST
@login_required
def change_follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Begin to follow something (`follow=yes`) or stop (`follow=no`)."""
    if pk > LARGEST_ID:
        raise Http404
    if request.POST.get("follow") == "no":
        unfollow(user=request.user, kind=kind, pk=pk)
        messages.success(request, _("You will hear no more of it."))
    else:
        follow(user=request.user, target=find_target(request.user, kind, pk))
        messages.success(request, _("You will hear when something changes."))
    return HttpResponseRedirect(next_url(request, reverse("notices_follows")))


# Mail programs post to it without a form of ours; the signature in the address says who it is for.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop_emails(request: HttpRequest, token: str) -> HttpResponse:
    unsubscription = read_token(token)
    if unsubscription is None:
        raise Http404
    if request.method == "POST":
        unsubscribe(unsubscription)
    context = {
        "is_done": request.method == "POST",
        "is_all": unsubscription.kind == ALL_KINDS,
        "label": unsubscription.label,
    }
    return render(request, "notices/unsubscribe.html", context)


def next_url(request: HttpRequest, otherwise: str) -> str:
    """Where the form asked to go on, within this site."""
    target = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else otherwise


def _number(text: str) -> int:
    return min(int(text), LARGEST_ID) if text.isascii() and text.isdigit() and len(text) < 20 else 0
