"""Serving pages: Wagtail's view with the way to the page remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve

from content.core.memory import remembered, remembered_row

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """
    Serve the page at `path`.

    Wagtail finds the site, its root and every page on the way with two queries each, and keeps what it finds on the
    request; what is put there beforehand saves it all. Addresses that are no page of their own (a
    feed, a drawing) and unknown ones take Wagtail's way.
    """
    host, port = request.get_host(), request.get_port()
    site = remembered(("site", host, port), lambda: Site.find_for_request(request))
    request._wagtail_site = site
    roots = request._wagtail_cached_site_root_paths = remembered(("site root paths",), Site.get_site_root_paths)
    if site is not None:
        components = [component for component in path.split("/") if component]
        url_path = f"{site.root_page.url_path}{''.join(f'{component}/' for component in components)}"
        found = remembered(("page", url_path), lambda: _find(url_path, components))
        if found:
            content_type, pk = found
            page = remembered_row(("page", pk), lambda: _read(content_type, pk))
            if page:
                page._wagtail_cached_site_root_paths = roots
                request._wagtail_route_for_request = page.route(request, [])
    return wagtail_serve(request, path)


def _read(content_type: int, pk: int) -> Page | None:
    return ContentType.objects.get_for_id(content_type).model_class()._default_manager.filter(pk=pk).first()


def _find(url_path: str, components: list[str]) -> tuple[int, int] | None:
    """Content type and id of the live page with this address."""
    pages = Page.objects.filter(url_path=url_path, live=True)
    if components:
        # The slug is indexed, the address is not.
        pages = pages.filter(slug=components[-1])
    return pages.values_list("content_type_id", "pk").first()
