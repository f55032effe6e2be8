"""Addresses that are no pages: robots.txt, sitemap.xml, health, the feed's short address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sitemaps import views as sitemap_views
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.core.audiences import ANONYMOUS_AUDIENCES
from content.website.models import NewsIndexPage
from content.website.sitemaps import PublicPagesSitemap

if TYPE_CHECKING:
    from django.http import HttpRequest

# Nothing to read for a search engine: the admin, sign-in, and lists that can be combined without end.
CLOSED_TO_ROBOTS = (
    *("/admin/", "/accounts/", "/me/", "/notices/", "/talk/", "/write/"),
    *("/search/", "/documents/"),
)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    return sitemap_views.sitemap(request, sitemaps={"pages": PublicPagesSitemap(request)}, section=section)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers. Asks nothing of the database: a proxy keeps a site that can say sorry."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The short address of the news feed, for readers that guess it."""
    index = NewsIndexPage.objects.visible_to_audiences(ANONYMOUS_AUDIENCES).first()
    if index is None:
        raise Http404
    return HttpResponseRedirect(f"{index.get_url(request)}feed/")
