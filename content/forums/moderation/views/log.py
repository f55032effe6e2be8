"""The log of every action, for moderators and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.forums.moderation.keyset import place_of, read_place
from content.forums.moderation.log_reading import PAGE_SIZE, LogFilterForm, LogReader, csv_lines
from content.forums.permissions import can_read_log

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
@login_required
def log(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    actions, reader = form.actions(), LogReader(request.user)
    place = read_place(request.GET.get("before", ""))
    found = list((actions.before(*place) if place else actions)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    query = request.GET.copy()
    query.pop("before", None)
    kept = query.urlencode()
    more = place_of(shown[-1].created_at, shown[-1].pk) if len(found) > PAGE_SIZE else ""
    context = {
        "rows": [reader.row_of(action) for action in shown],
        "form": form,
        "query": kept,
        "next_url": f"?{kept}&before={more}" if more else "",
        "is_later": place is not None,
    }
    return render(request, "forums/moderation/log.html", context)


@require_safe
@never_cache
@login_required
def log_csv(request: HttpRequest) -> StreamingHttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="forum-moderation.csv"'}
    lines = csv_lines(_form(request).actions(), LogReader(request.user))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: HttpRequest) -> LogFilterForm:
    if not can_read_log(request.user):
        raise PermissionDenied
    return LogFilterForm(request.GET, user=request.user)
