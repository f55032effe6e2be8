"""The event of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from content.exchange_events.models import ExchangeEvent
from content.exchange_events.permissions import can_read_event

if TYPE_CHECKING:
    from django.http import HttpRequest


def find_event(request: HttpRequest, code: str) -> ExchangeEvent:
    """404 where it is not there or not for this viewer."""
    related = ("topic__category__space", "host__profile", "work_group")
    event = get_object_or_404(ExchangeEvent.objects.select_related(*related), code=code)
    if not can_read_event(request.user, event):
        raise Http404
    return event
