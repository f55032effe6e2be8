"""
Serving a page asks the audience rule first; what a viewer may not see answers 404, as if it were not there.

The admin is shown in the site's letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.templatetags.static import static
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html_join
from wagtail import hooks

from content.core.audiences import can_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString
    from wagtail.models import Page


@hooks.register("on_serve_page", order=-100)
def check_audience(callback: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def inner(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        if not can_read(request.user, page):
            raise Http404
        page.audience_checked = True
        response = callback(page, request, args, kwargs)
        # What an anonymous visitor may read is public and may be kept by any cache.
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return inner


@hooks.register("insert_global_admin_css")
def admin_letters() -> SafeString:
    sheets = ("css/fonts.css", "core/admin.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
