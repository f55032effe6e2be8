"""Requests that no page can answer, and old addresses that must not give away hidden pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from content.core.audiences import can_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class MalformedRequestMiddleware:
    """
    Answers 400 to NUL bytes in the path, the query or a cookie.

    PostgreSQL and the file system refuse them with an exception deep inside; no address of the site holds one. Broken
    UTF-8 needs no care: Django reads it as a path that does not exist or as replacement characters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path_info or "%00" in query or "\0" in query:
            raise BadRequest("NUL byte in the address")
        if any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("NUL byte in a cookie")
        return self.get_response(request)


class AdminPolicyMiddleware:
    """
    A content security policy for the admin, which writes scripts and styles into its pages.

    Looser than that of the public pages, but nothing comes from or goes to another host there either.
    """

    POLICY = "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response


class AudienceRedirectMiddleware(RedirectMiddleware):
    """
    Wagtail's redirects, except to pages the viewer may not read.

    A redirect is made whenever a page's address changes; followed blindly, it would answer an old address of a hidden
    page with its new one.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        redirect = self._find(request)
        if redirect is None or not self._may_follow(request, redirect) or not redirect.link:
            return response
        answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return answer(redirect.link)

    @staticmethod
    def _find(request: HttpRequest) -> Redirect | None:
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        without_query = path.partition("?")[0]
        return get_redirect(request, path) or (get_redirect(request, without_query) if without_query != path else None)

    @staticmethod
    def _may_follow(request: HttpRequest, redirect: Redirect) -> bool:
        page = redirect.redirect_page
        return page is None or (page.live and can_read(getattr(request, "user", None), page))
