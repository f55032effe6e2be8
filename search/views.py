"""The page of search results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.service import kind_labels, listing, query_from, search

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """What this visitor may find of everything. Without words and filters, the newest of all kinds."""
    query = query_from(request.GET)
    found = search(query, import_string(settings.KM_AUDIENCES_OF)(request.user))
    shown = listing(found, query, request.path)
    labels = kind_labels()
    rows = [
        {
            "title": hit.title,
            "url": hit.url,
            "kind": hit.kind,
            "kind_label": labels.get(hit.kind, hit.kind),
            "passage": hit.passage,
            "facts": hit.facts,
            "date": hit.date,
        }
        for hit in found.hits
    ]
    context = {
        **shown,
        "query": query.text,
        "is_asked": bool(query.text or shown["active"]),
        "total": found.total,
        "available": found.available,
        "rows": rows,
        "search_path": request.path,
    }
    return render(request, "search/results.html", context)
