"""Calling, changing and cancelling events, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from content.exchange_events.forms import CancelForm, EventForm, NewEventForm, SummaryForm, values_of
from content.exchange_events.permissions import can_change, categories_to_hold_in
from content.exchange_events.services import holding
from content.exchange_events.views.finding import find_event
from content.forums.services.gate import Refused
from content.reflections.services import NoPlaceError

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from content.exchange_events.models import ExchangeEvent

METHODS = ["GET", "HEAD", "POST"]


@login_required
@never_cache
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    categories = categories_to_hold_in(request.user)
    if not categories:
        raise PermissionDenied
    profile = getattr(request.user, "profile", None)
    first = {
        "category": request.GET.get("category", ""),
        "work_group": getattr(profile, "work_group_id", None),
        "token": get_random_string(32),
    }
    form = NewEventForm(request.POST or None, initial=first, categories=categories)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            event = holding.hold(
                user=request.user, category=data["category"], fields=data["fields"], token=data["token"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(event.get_absolute_url())
    return _form_page(request, form, heading=_("Call an exchange event"), action=_("Call the event"))


@login_required
@never_cache
@require_http_methods(METHODS)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    event = _own(request, code)
    form = EventForm(request.POST or None, initial=values_of(event), event=event)
    if request.method == "POST" and form.is_valid():
        try:
            holding.change(user=request.user, event=event, fields=form.cleaned_data["fields"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(event.get_absolute_url())
    return _form_page(request, form, heading=_("Change the event"), action=_("Save"), event=event)


@login_required
@never_cache
@require_http_methods(METHODS)
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    event = _own(request, code)
    if not event.takes_answers:
        messages.error(request, _("The event is over or was cancelled before; nothing was changed."))
        return redirect(event.get_absolute_url())
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            holding.cancel(user=request.user, event=event, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect(event.get_absolute_url())
    return _form_page(request, form, heading=_("Cancel the event"), action=_("Cancel the event"), event=event)


@login_required
@never_cache
@require_http_methods(METHODS)
def summary(request: HttpRequest, code: str) -> HttpResponse:
    event = _own(request, code)
    shown = holding.results_shown_to(request.user, event)
    present = [request.build_absolute_uri(page.get_url() or "/") for page in shown]
    form = SummaryForm(request.POST or None, user=request.user, initial={"summary": event.summary, "results": present})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        pages = [page.pk for page in data["results"]]
        holding.summarise(user=request.user, event=event, text=data["summary"], results=pages)
        return redirect(event.get_absolute_url())
    return _form_page(request, form, heading=_("What came of it"), action=_("Save"), event=event)


@login_required
@never_cache
@require_POST
def reflections(request: HttpRequest, code: str) -> HttpResponse:
    """Open the meeting behind whose QR code everybody writes one page."""
    event = _own(request, code)
    try:
        meeting = holding.open_reflections(user=request.user, event=event)
    except NoPlaceError:
        messages.error(request, _("The site has no list of one-page reflections yet. Ask an editor to make one."))
        return redirect(event.get_absolute_url())
    return redirect(meeting.get_url(request))


def _own(request: HttpRequest, code: str) -> ExchangeEvent:
    event = find_event(request, code)
    if not can_change(request.user, event):
        raise PermissionDenied
    return event


def _form_page(request: HttpRequest, form: forms.Form, **context: object) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange_events/form.html", {"form": form, **context}, status=status)
