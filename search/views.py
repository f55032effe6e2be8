"""The page of search results and its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from search.counting import count
from search.feeds import atom_of
from search.forms import LONGEST_TEXT
from search.registry import advice, kind_labels
from search.rows import rows_of
from search.service import listing, query_from, search, suggest
from search.text.characters import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from search.links import Links
    from search.query import KindGroup, SearchQuery

GROUPED = ("view", "grouped")
# Asked for by the script that refreshes the results in place.
PARTIAL_HEADER = "X-Results-Only"


def audiences_of(user: object) -> frozenset[str]:
    return import_string(settings.KM_AUDIENCES_OF)(user)


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """What this visitor may find of everything. Without words and filters, the newest of all kinds."""
    query = query_from(request.GET)
    by_kind = request.GET.get("view", "") == "grouped"
    found = search(query, audiences_of(request.user), by_kind=by_kind)
    only_results = request.headers.get(PARTIAL_HEADER) == "1"
    if query.text and found.available and not only_results and "page" not in request.GET:
        # What was not found in time may be there.
        count(query.text, found=bool(found.total or found.partial))
    shown = listing(found, query, request.path, keep=(GROUPED,) if by_kind else ())
    links = shown["links"]
    context = {
        **shown,
        "query": query.text,
        "is_asked": bool(query.text or shown["active"]),
        "total": found.total,
        "available": found.available,
        "partial": found.partial,
        "rows": rows_of(found.hits),
        "near": rows_of(found.near),
        "kinds": [_kind_shown(group, links) for group in found.groups],
        "by_kind": by_kind,
        "list_url": links.url(keep=()),
        "grouped_url": links.url(keep=(GROUPED,)),
        "feed_url": _feed_url(query, links),
        "advice": advice(query.text) if not found.total and query.text else None,
        "search_path": request.path,
        "keepable": links.url(keep=()).partition("?")[2] if request.user.is_authenticated else "",
    }
    return render(request, "search/results_only.html" if only_results else "search/results.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def feed(request: HttpRequest) -> HttpResponse:
    """
    The newest of what answers a question, as Atom.

    Feed readers do not sign in: whoever asks, the feed holds what everybody may see.
    """
    return atom_of(query_from(request.GET), audiences_of(AnonymousUser()), request)


@require_safe
@never_cache
def suggestions(request: HttpRequest) -> JsonResponse:
    """What somebody who is typing may mean, for js/suggest.js."""
    typed = one_line(request.GET.get("q", "")[:LONGEST_TEXT])
    found = suggest(typed, audiences_of(request.user))
    return JsonResponse({"suggestions": [item._asdict() for item in found]})


def _kind_shown(group: KindGroup, links: Links) -> dict[str, object]:
    return {
        "kind": group.kind,
        "label": kind_labels().get(group.kind, group.kind),
        "total": group.total,
        "rows": rows_of(group.hits, with_kind=False),
        "url": links.url(filters={"kind": (group.kind,)}, more=True, keep=()),
    }


def _feed_url(query: SearchQuery, links: Links) -> str:
    """The feed of this question; of everything there is none."""
    return links.url(path=reverse("search_feed"), keep=()) if query.text or query.filters else ""
