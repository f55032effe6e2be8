"""Whole pages kept for visitors: who gets them, and when they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from content.core import page_cache
from content.core.page_cache import MAX_AGE_SECONDS, PageCacheMiddleware
from content.taxonomy.models import Tag

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest
    from pytest_django.fixtures import SettingsWrapper


class Counter:
    """A view that says how often it was asked."""

    def __init__(self, **headers: str) -> None:
        self.calls = 0
        self.headers = headers

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.calls += 1
        return HttpResponse(f"คำตอบที่ {self.calls}", headers=self.headers)


@pytest.fixture(autouse=True)
def kept_in_file(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.KM_PAGE_CACHE = "file"
    settings.KM_GENERATION_FILE = tmp_path / "generation"


def ask(middleware: PageCacheMiddleware, path: str = "/", *, cookie: str = "", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers={**headers, **({"Cookie": cookie} if cookie else {})})
    return middleware(request)


def test_second_visitor_gets_the_kept_page() -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)

    assert ask(middleware).content == ask(middleware).content
    assert view.calls == 1


def test_each_address_is_a_page_of_its_own() -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)
    for path in ("/", "/a/", "/?page=2"):
        ask(middleware, path)

    assert view.calls == 3


def test_who_has_a_session_is_always_asked_anew() -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)
    ask(middleware)

    assert ask(middleware, cookie="sessionid=abc").content != ask(middleware).content


@pytest.mark.parametrize("path", ["/admin/", "/accounts/login/", "/documents/1/a.pdf", "/search/?q=x"])
def test_some_addresses_are_never_kept(path: str) -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)
    ask(middleware, path)
    ask(middleware, path)

    assert view.calls == 2


@pytest.mark.parametrize("control", ["private", "no-store", "max-age=0, no-cache"])
def test_what_forbids_keeping_is_not_kept(control: str) -> None:
    view = Counter(**{"Cache-Control": control})
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    ask(middleware)

    assert view.calls == 2


def test_page_that_sets_a_cookie_is_not_kept() -> None:
    def with_cookie(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("x")
        response.set_cookie("csrftoken", "secret")
        return response

    middleware = PageCacheMiddleware(with_cookie)
    ask(middleware)

    assert "csrftoken" in ask(middleware).cookies


def test_visitor_who_has_the_page_gets_no_body() -> None:
    middleware = PageCacheMiddleware(Counter())
    etag = ask(middleware)["ETag"]
    again = ask(middleware, **{"If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""


def test_kept_page_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + MAX_AGE_SECONDS + 1)
    ask(middleware)

    assert view.calls == 2


def test_page_made_before_an_edit_is_not_given_after_it() -> None:
    """An edit while the page is being made: what is kept belongs to the time before."""

    def edited_meanwhile(request: HttpRequest) -> HttpResponse:
        calls.append(1)
        if len(calls) == 1:
            page_cache._move_on()
        return HttpResponse(f"{len(calls)}")

    calls: list[int] = []
    middleware = PageCacheMiddleware(edited_meanwhile)
    ask(middleware)

    assert ask(middleware).content == b"2"


@pytest.mark.django_db
def test_edit_is_visible_at_once(django_capture_on_commit_callbacks: object) -> None:
    view = Counter()
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    with django_capture_on_commit_callbacks(execute=True):
        Tag.objects.create(name="นกน้ำ")
    ask(middleware)

    assert view.calls == 2


@pytest.mark.django_db
def test_edit_counts_only_once_it_is_committed(django_capture_on_commit_callbacks: object) -> None:
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        Tag.objects.create(name="นกน้ำ")
        assert page_cache.generation() == before

    assert page_cache.generation() != before


def test_least_recently_used_page_gives_way() -> None:
    store = page_cache.PageStore(max_entries=2)
    page = page_cache.KeptPage(0, page_cache.time.monotonic(), '"x"', b"", ())
    store.put(("a",), page)
    store.put(("b",), page)
    store.get(("a",), 0)
    store.put(("c",), page)

    assert store.get(("a",), 0)
    assert store.get(("b",), 0) is None
