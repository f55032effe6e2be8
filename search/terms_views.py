"""The report of what people seek, for administrators: what is sought most, what in vain, and what to do about it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import F, Sum
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from search.models import KnowledgeWish, SearchTerm
from search.search_terms import as_counted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PERIODS = (7, 30, 90, 365)
# What fewer people sought could tell who they are.
LEAST_TIMES = 3
MOST_ROWS = 50
MAY_READ = "search.view_searchterm"
MAY_ASK = "search.add_knowledgewish"


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    _require(request, MAY_READ)
    chosen = request.GET.get("days", "")
    days = int(chosen) if chosen in map(str, PERIODS) else 30
    today = datetime.date.today()
    begin = today - datetime.timedelta(days=days - 1)
    now = _sought(begin, today)
    before = {row["text"]: row["all"] for row in _sought(begin - datetime.timedelta(days=days), begin, open_end=True)}
    most = [{**row, "change": row["all"] - before.get(row["text"], 0)} for row in now.order_by("-all")[:MOST_ROWS]]
    in_vain = now.filter(none__gt=0).order_by("-none", "-all")[:MOST_ROWS]
    wished = set(KnowledgeWish.objects.values_list("text", flat=True))
    context = {
        "days": days,
        "periods": PERIODS,
        "least": LEAST_TIMES,
        "most": most,
        "in_vain": [
            {**row, "synonym_url": _synonym_url(row["text"]), "is_wished": row["text"] in wished} for row in in_vain
        ],
        "may_ask": request.user.has_perm(MAY_ASK),
        "wishes": KnowledgeWish.objects.all()[:MOST_ROWS],
    }
    return render(request, "search/admin/terms.html", context)


@require_POST
def ask_for(request: HttpRequest) -> HttpResponse:
    """Ask the writers for knowledge that is sought in vain."""
    _require(request, MAY_ASK)
    text = as_counted(request.POST.get("text", ""))
    if text:
        KnowledgeWish.objects.get_or_create(text=text)
        messages.success(request, _("Writers now see that knowledge about “%(text)s” is asked for.") % {"text": text})
    return HttpResponseRedirect(reverse("search_terms"))


@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request off the list: it was written, or is not wanted."""
    _require(request, MAY_ASK)
    get_object_or_404(KnowledgeWish, pk=pk).delete()
    return HttpResponseRedirect(reverse("search_terms"))


@require_safe
@never_cache
@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    """What knowledge is asked for, for everybody who may write."""
    return render(request, "search/wishes.html", {"wishes": KnowledgeWish.objects.all()[:200]})


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _sought(begin: datetime.date, end: datetime.date, *, open_end: bool = False):
    """What was sought often enough to be shown, from `begin` to `end`."""
    rows = SearchTerm.objects.filter(day__gte=begin)
    rows = rows.filter(day__lt=end) if open_end else rows.filter(day__lte=end)
    summed = rows.order_by().values("text").annotate(all=Sum("times"), none=Sum("empty"))
    return summed.filter(all__gte=LEAST_TIMES).annotate(found=F("all") - F("none"))


def _synonym_url(text: str) -> str:
    """Where a failed word is made a synonym, once such lists are kept in the admin."""
    try:
        return f"{reverse('wagtailsnippets_search_synonymgroup:add')}?{urlencode({'terms': text})}"
    except NoReverseMatch:
        return ""
