from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_cache_control
from wagtail.models import Site

from content.mindmaps.models import MindMapPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


def drawing(request: HttpRequest, page_path: str) -> HttpResponseBase:
    """The drawing of a map as a file of its own, for printing and for other pages; as private as the map."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    maps = MindMapPage.objects.visible_to(request.user)
    page = get_object_or_404(maps, url_path=f"{site.root_page.url_path}{page_path}/")
    if not page.tree:
        raise Http404
    svg = page.draw("mindmaps/map.svg").encode()
    etag = f'"{hashlib.sha256(svg).hexdigest()[:32]}"'
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8", headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=response)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    else:
        # May be kept by any cache, which asks each time whether it is still the same: an edit is seen at once.
        patch_cache_control(response, public=True, no_cache=True)
    return response
