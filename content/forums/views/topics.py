"""Reading a topic, and the places of its posts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.core.buddhist_era import parse_date
from content.forums import marks, permissions
from content.forums.finding import find_post, find_topic
from content.forums.post_pages import first_since, first_unread, page_of, place_of
from content.forums.presentation import topic_context

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of a topic. A topic that was merged leads to where it went."""
    found = find_topic(request.user, pk)
    if found.pk != pk:
        return HttpResponseRedirect(found.get_absolute_url())
    shown = found.posts.shown_to(request.user, moderates=permissions.can_moderate_topic(request.user, found))
    known = marks.last_read(request.user, found)
    if "unread" in request.GET:
        return HttpResponseRedirect(place_of(found, first_unread(shown, known)))
    bad_date = ""
    if asked := request.GET.get("date", "").strip():
        try:
            return HttpResponseRedirect(place_of(found, first_since(shown, _start_of(asked))))
        except ValidationError as error:
            bad_date = error.messages[0]
    page = page_of(found, shown, request.GET)
    context = topic_context(request, found, page, known)
    response = render(request, "forums/topic.html", {**context, "asked_date": asked, "bad_date": bad_date})
    # A browser that fetches ahead has not read; HEAD shows nothing.
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        marks.mark_read(request.user, found, page.last_number, known)
    return response


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The place of a post, wherever its topic has been moved, merged or split to."""
    found = find_post(request.user, pk)
    return HttpResponseRedirect(place_of(found.topic, found))


def _start_of(text: str) -> datetime.datetime:
    day = parse_date(text[:40])
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
