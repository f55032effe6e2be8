"""
Whole pages for visitors who are not signed in, kept in the memory of the server process.

A kept page costs no database query. It is valid as long as the site's generation, a number that every committed change
of content moves on: an edit is visible at once, in every process. The generation is the time stamp of a file (one
machine) or a key of the shared cache (many machines, `KM_PAGE_CACHE=shared`).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

MAX_ENTRIES = 1000
MAX_BODY = 512 * 1024
# Some pages change with the clock (an alert begins, a review date passes): none is kept longer than this.
MAX_AGE_SECONDS = 300
NEVER_KEPT = (
    *("/admin/", "/accounts/", "/me/", "/notices/", "/talk/", "/write/"),
    *("/documents/", "/search/", "/static/", "/media/"),
)
KEPT_TYPES = ("text/html", "application/atom+xml", "application/xml", "text/plain")
GENERATION_KEY = "km-page-generation"


def generation() -> int:
    """The number that changes with every committed change of content."""
    if settings.KM_PAGE_CACHE == "shared":
        return cache.get(GENERATION_KEY, 0)
    try:
        return os.stat(settings.KM_GENERATION_FILE).st_mtime_ns  # noqa: PTH116 - half the time of Path.stat
    except FileNotFoundError:
        return 0


def move_on() -> None:
    """Make all kept pages invalid once the running transaction is committed."""
    transaction.on_commit(_move_on)


def _move_on() -> None:
    if settings.KM_PAGE_CACHE == "shared":
        cache.set(GENERATION_KEY, time.time_ns(), timeout=None)
        return
    path = Path(settings.KM_GENERATION_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    # Two changes within one tick of the file system's clock must differ.
    now = time.time_ns()
    os.utime(path, ns=(now, now))


@dataclass(frozen=True, slots=True)
class KeptPage:
    generation: int
    kept_at: float
    etag: str
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.META.get("HTTP_IF_NONE_MATCH") == self.etag:
            response = HttpResponse(status=304)
            kept = [(name, value) for name, value in self.headers if name not in {"Content-Type", "Content-Encoding"}]
        else:
            response = HttpResponse(self.body)
            kept = self.headers
        for name, value in kept:
            response.headers[name] = value
        response.headers["ETag"] = self.etag
        return response


class PageStore:
    """The least recently used pages give way; safe for several threads."""

    def __init__(self, max_entries: int = MAX_ENTRIES) -> None:
        self._pages: OrderedDict[tuple, KeptPage] = OrderedDict()
        self._lock = Lock()
        self._max_entries = max_entries

    def get(self, key: tuple, current: int) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.generation != current or time.monotonic() - page.kept_at > MAX_AGE_SECONDS:
                del self._pages[key]
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: KeptPage) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > self._max_entries:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


class PageCacheMiddleware:
    """The outermost middleware: a kept page passes no other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.store = PageStore()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.KM_PAGE_CACHE == "off" or not may_be_kept(request):
            return self.get_response(request)
        current = generation()
        key = key_of(request)
        page = self.store.get(key, current)
        if page is None:
            response = self.get_response(request)
            page = keep(response, current)
            if page is None:
                return response
            self.store.put(key, page)
        return page.answer(request)


def may_be_kept(request: HttpRequest) -> bool:
    """Only reading, by someone who carries no session and no message of ours."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and not request.path_info.startswith(NEVER_KEPT)
    )


def key_of(request: HttpRequest) -> tuple:
    meta = request.META
    return (
        meta.get("HTTP_HOST", ""),
        request.is_secure(),
        request.method,
        meta.get("PATH_INFO", ""),
        meta.get("QUERY_STRING", ""),
        "gzip" in meta.get("HTTP_ACCEPT_ENCODING", ""),
    )


def keep(response: HttpResponse, current: int) -> KeptPage | None:
    """The response as it may be given to the next anonymous visitor, or None where it may not."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return None
    control = response.headers.get("Cache-Control", "")
    if "private" in control or "no-store" in control or "no-cache" in control:
        return None
    if not response.headers.get("Content-Type", "").startswith(KEPT_TYPES) or len(response.content) > MAX_BODY:
        return None
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    return KeptPage(current, time.monotonic(), etag, response.content, tuple(response.headers.items()))
