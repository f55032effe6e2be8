"""Lists of events, and an event with all that hangs on it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.exchange_events.permissions import categories_to_hold_in
from content.exchange_events.reading import coming_rows, event_context, past_rows
from content.exchange_events.views.finding import find_event

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PLACE = re.compile(r"([0-9]{1,11})-([0-9]{1,18})")


@never_cache
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": coming_rows(request.user),
        "may_hold": bool(categories_to_hold_in(request.user)),
    }
    return render(request, "exchange_events/coming.html", context)


@never_cache
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    rows, more = past_rows(request.user, _place(request.GET.get("before", "")))
    context = {"rows": rows, "more": more, "breadcrumbs": _way()}
    return render(request, "exchange_events/past.html", context)


@never_cache
@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    found = find_event(request, code)
    context = {**event_context(found, request.user), "breadcrumbs": _way()}
    return render(request, "exchange_events/event.html", context)


def _way() -> list[dict[str, str]]:
    return [{"title": _("Exchange events"), "url": reverse("exchange_events")}]


def _place(typed: str) -> tuple[dt.datetime, int] | None:
    """Where a page of past events begins; 404 for what no link of ours says."""
    if not typed:
        return None
    match = PLACE.fullmatch(typed)
    if match is None:
        raise Http404
    # The place names whole seconds: what ended within that second is shown again rather than lost.
    return dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC), int(match[2])
