"""Files and feeds for calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.exchange_events.calendars import entries_for, entry_of, going_to, new_address, owner_of, remove_address
from content.exchange_events.ical import CONTENT_TYPE, calendar
from content.exchange_events.models import CalendarAddress
from content.exchange_events.permissions import is_let_in
from content.exchange_events.views.finding import find_event

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
@require_safe
def event_file(request: HttpRequest, code: str) -> HttpResponse:
    event = find_event(request, code)
    has_link = is_let_in(request.user, event, is_going=bool(going_to(request.user, [event])))
    entry = entry_of(event, request.build_absolute_uri, has_link=has_link)
    return _answer(calendar(event.title, [entry]), f"exchange-{event.code}.ics")


@never_cache
@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """What everybody may read, whoever asks: a calendar on a shared screen shows no more."""
    entries = entries_for(AnonymousUser(), request.build_absolute_uri)
    return _answer(calendar(_("Exchange events"), entries), "exchange.ics")


@never_cache
@require_safe
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the address may read; a void address is no address."""
    owner = owner_of(token)
    if owner is None:
        raise Http404
    entries = entries_for(owner, request.build_absolute_uri)
    response = _answer(calendar(_("My exchange events"), entries), "exchange.ics")
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Shows, makes and takes back the private address."""
    if request.method == "POST":
        if request.POST.get("action") == "new":
            new_address(request.user)
        elif request.POST.get("action") == "remove":
            remove_address(request.user)
        return redirect("exchange_calendar")
    present = CalendarAddress.objects.filter(user=request.user).first()
    path = reverse("own_exchange_feed", args=[present.token]) if present else ""
    context = {
        "address": request.build_absolute_uri(path) if path else "",
        "public_address": request.build_absolute_uri(reverse("exchange_feed")),
    }
    return render(request, "exchange_events/calendar.html", context)


def _answer(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
