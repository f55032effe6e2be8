"""The sitemap: pages that anyone may read, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from content.core.audiences import ANONYMOUS_AUDIENCES

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

FIELDS = ("url_path", "path", "depth", "live", "last_published_at", "locale_id")


class PublicPagesSitemap(Sitemap):
    """Live public pages below the site's home page. The tree is read without the pages' own tables."""

    limit = 20_000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> QuerySet:
        public = Page.objects.filter(live=True, depth__gt=1, audience_tokens__token__in=ANONYMOUS_AUDIENCES)
        return public.only(*FIELDS).order_by("path")

    def location(self, item: Page) -> str:
        return item.get_url(self.request) or "/"

    def lastmod(self, item: Page) -> datetime.datetime | None:
        return item.last_published_at
