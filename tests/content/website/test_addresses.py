"""Addresses that are no pages, malformed requests, redirects, and error pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest
from django.db import connection
from django.template import loader
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from content.website import error_views
from tests.factories.people import UserFactory
from tests.factories.website import NewsPageFactory, StandardPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.site_tree import SiteTree


def test_robots_are_shown_the_sitemap_and_kept_from_search(client: Client, site_tree: SiteTree) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /search/" in text


def test_sitemap_lists_public_pages_only(site_tree: SiteTree, restrict: Callable, html_of: Callable) -> None:
    shown, hidden, draft = StandardPageFactory(), StandardPageFactory(), StandardPageFactory()
    restrict(hidden)
    draft.unpublish()

    xml = html_of("/sitemap.xml")

    assert f"<loc>http://testserver{shown.get_url()}</loc>" in xml
    assert hidden.slug not in xml.split(shown.slug)[-1]
    assert xml.count("<loc>") == len(["home", "bank", "shown"])


def test_sitemap_is_the_same_for_members(site_tree: SiteTree, restrict: Callable, client: Client) -> None:
    restrict(StandardPageFactory())
    client.force_login(UserFactory())

    assert client.get("/sitemap.xml").content.count(b"<loc>") == len(["home", "bank"])


def test_health_asks_nothing_of_the_database(client: Client) -> None:
    with connection.execute_wrapper(_database_is_down):
        assert client.get("/healthz").status_code == 200


def _database_is_down(*args: object) -> None:
    raise connection.Database.OperationalError("no database")


@pytest.mark.parametrize("address", ["/x%00/", "/%00", "/?q=%00", "/search/?q=a%00b", "/static/a%00.css", "/media/%00"])
def test_nul_bytes_are_refused(address: str, site_tree: SiteTree) -> None:
    assert Client(raise_request_exception=False).get(address).status_code == 400


def test_nul_bytes_in_a_cookie_are_refused(site_tree: SiteTree) -> None:
    client = Client(raise_request_exception=False, headers={"cookie": r'sessionid="aaaaaaaa\000"'})

    assert client.get("/").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/%FF/", 404),
        ("/%C3%28/", 404),
        ("/?q=%FF%FE", 200),
        ("/?x=%2500", 200),
        ("/%ED%A0%80/", 404),
        ("/" + "a" * 3000 + "/", 404),
        ("/..%2f..%2fetc/passwd", 404),
        ("/%E0%B8%81%E0%B8%81/", 404),
    ],
)
def test_strange_addresses_get_a_sane_answer(address: str, status: int, site_tree: SiteTree) -> None:
    assert Client(raise_request_exception=False).get(address).status_code == status


def test_redirect_leads_to_a_page_that_moved(site_tree: SiteTree, client: Client) -> None:
    page = StandardPageFactory(slug="new")
    Redirect.objects.create(old_path="/old", redirect_page=page.page_ptr)

    response = client.get("/old/")

    assert (response.status_code, response["Location"]) == (301, page.get_url())


def test_redirect_does_not_give_away_a_hidden_page(site_tree: SiteTree, client: Client, restrict: Callable) -> None:
    page = StandardPageFactory(slug="secret-plan")
    restrict(page)
    Redirect.objects.create(old_path="/old", redirect_page=page.page_ptr)

    response = client.get("/old/?from=mail")

    assert response.status_code == 404
    assert "secret-plan" not in response.content.decode()


def test_redirect_to_a_hidden_page_serves_its_readers(site_tree: SiteTree, client: Client, restrict: Callable) -> None:
    page = StandardPageFactory(slug="secret-plan")
    restrict(page)
    Redirect.objects.create(old_path="/old", redirect_page=page.page_ptr)
    client.force_login(UserFactory())

    assert client.get("/old/?from=mail").status_code == 301


def test_redirect_to_a_draft_is_no_redirect(site_tree: SiteTree, client: Client) -> None:
    page = StandardPageFactory(slug="draft")
    Redirect.objects.create(old_path="/old", redirect_page=page.page_ptr)
    page.unpublish()

    assert client.get("/old/").status_code == 404


def test_redirect_to_an_address_is_followed(site_tree: SiteTree, client: Client) -> None:
    Redirect.objects.create(old_path="/myoffice", redirect_link="https://office.example.org/", is_permanent=False)

    assert client.get("/myoffice/").status_code == 302


def test_unknown_address_is_answered_in_the_sites_words(site_tree: SiteTree, client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert 'lang="th"' in response.content.decode()
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (error_views.bad_request, 400),
        (error_views.forbidden, 403),
        (error_views.csrf_failure, 403),
        (error_views.not_found, 404),
        (error_views.server_error, 500),
    ],
)
def test_error_pages_need_no_database(view: Callable, status: int) -> None:
    # Without the db fixture, pytest-django refuses every query.
    response = view(RequestFactory().get("/x/"))

    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_error_page_is_plain_where_the_theme_is_broken() -> None:
    with mock.patch.object(loader, "render_to_string", side_effect=RuntimeError("broken template")):
        response = error_views.not_found(RequestFactory().get("/x/"))

    assert response.status_code == 404
    assert '<a href="/">' in response.content.decode()


@pytest.mark.django_db
def test_site_says_sorry_when_the_database_is_gone(site_tree: SiteTree) -> None:
    client = Client(raise_request_exception=False)

    with connection.execute_wrapper(_database_is_down):
        response = client.get("/")

    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_tags_of_news_lead_to_search(site_tree: SiteTree, html_of: Callable) -> None:
    news = NewsPageFactory()
    news.tags.add("น้ำท่วม")
    news.save()

    assert f'href="{reverse("search")}?tag=%E0%B8%99' in html_of(news.get_url())
