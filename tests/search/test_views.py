"""The page of results, as a visitor without scripts sees it."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from content.website.models import StandardPage
from search.backends import get_backend
from search.registry import register_adviser, unregister_adviser
from tests.search.backends.asking import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora(site_tree):
    return site_tree.add(StandardPage, title="เรื่องโนราของเรา", slug="nora")


def page(client, query: str = "") -> str:
    response = client.get(f"/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_word_inside_a_title_is_found_and_marked(client, nora):
    html = page(client, "?q=โนรา")
    assert "<mark>โนรา</mark>" in html
    assert f'href="{nora.url}"' in html
    assert 'value="โนรา"' in html


def test_page_is_not_for_search_engines(client, nora):
    assert 'name="robots" content="noindex' in page(client, "?q=โนรา")
    assert "no-store" in client.get("/search/").headers["Cache-Control"]


def test_without_words_the_newest_are_listed(client, nora):
    assert "เรื่องโนราของเรา" in page(client)


def test_nothing_found_helps_on(client, nora):
    html = page(client, "?q=ไม่มีคำนี้xyzzy")
    assert "empty-state" in html
    assert 'href="/search/"' in html


def test_filters_are_links_that_can_be_removed(client, nora):
    html = page(client, "?q=โนรา&kind=page&tag=x")
    assert 'class="chip"' in html
    assert "kind=page" in html


def test_members_only_page_is_found_by_members_only(client, nora, make_user):
    PageViewRestriction.objects.create(page=nora, restriction_type=PageViewRestriction.LOGIN)
    assert "เรื่องโนราของเรา" not in page(client, "?q=โนรา")
    client.force_login(make_user())
    assert "<mark>โนรา</mark>" in page(client, "?q=โนรา")


def test_what_was_typed_is_escaped(client, nora):
    html = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E&tag=%3Cb%3Ex")
    assert "<script>alert" not in html
    assert "<b>x" not in html


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x00" not in text and "\ud800" not in text])
def test_no_words_break_the_page(client, nora, text):
    assert client.get("/search/", {"q": text, "tag": text[:200], "page": text[:50]}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?page=-1",
        "?page=1000000000",
        "?page=999999999999999999999999",
        "?page=x",
        "?q=%ff%fe&tag=%c3%28",
        "?kind=nothing&grade=p99&sort=best",
        "?q&q=&&&=&tag",
        "?" + "tag=a&" * 900,
        "?q=%F0%9F%8E%AD%E2%80%8D",
    ],
)
def test_no_address_breaks_the_page(client, nora, query):
    page(client, query)


@pytest.mark.parametrize("query", ["?q=%00", "?q=a%00b&page=%00"])
def test_nul_bytes_are_refused_or_ignored(client, nora, query):
    assert client.get(f"/search/{query}").status_code in {200, 400}


def test_only_reading_is_allowed(client):
    assert client.post("/search/", {"q": "โนรา"}).status_code == 405


def test_missing_index_gives_a_page_that_says_so(client, site_tree, settings, tmp_path):
    settings.KM_SEARCH_BACKEND = "search.backends.embedded.EmbeddedBackend"
    settings.KM_SEARCH_INDEX_DIR = tmp_path / "nothing"
    html = page(client, "?q=โนรา")
    assert "empty-state" in html


def test_queries_do_not_grow_with_results(client, site_tree):
    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        page(client, "?q=โนรา")
        with CaptureQueriesContext(connection) as captured:
            page(client, "?q=โนรา")
        return len(captured)

    site_tree.add(StandardPage, title="โนรา 0", slug="n0")
    few = count()
    assert 0 < few < 12
    for number in range(1, 8):
        site_tree.add(StandardPage, title=f"โนรา {number}", slug=f"n{number}")
    assert count() == few
    assert get_backend().state().documents >= 8


def test_feed_holds_what_everybody_may_see_whoever_asks(client, site_tree, nora, make_user):
    hidden = site_tree.add(StandardPage, title="เรื่องโนราภายใน", slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(make_user())
    assert hidden.url in page(client, "?q=โนรา")
    response = client.get("/search/feed/?q=โนรา")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "เรื่องโนราของเรา" in response.content.decode()
    assert "เรื่องโนราภายใน" not in response.content.decode()


@pytest.mark.parametrize("query", ["", "?q=%ff&page=x", "?q=%22&kind=nothing", "?q=kind:nothing"])
def test_no_address_breaks_the_feed(client, nora, query):
    assert client.get(f"/search/feed/{query}").status_code == 200


def test_page_names_its_feed_only_when_something_is_asked(client, nora):
    assert 'type="application/atom+xml" title="' in page(client, "?q=โนรา")
    assert "/search/feed/" not in page(client)


def test_results_alone_are_given_to_the_script(client, nora):
    html = client.get("/search/?q=โนรา", headers={"X-Results-Only": "1"}).content.decode()
    assert "<mark>โนรา</mark>" in html
    assert "<html" not in html


def test_filter_read_out_of_words_can_be_refused(client, site_tree):
    site_tree.add(StandardPage, title="ทะเลน้อย", slug="a")
    html = page(client, "?q=kind:page+ทะเลน้อย")
    assert 'value="ทะเลน้อย"' in html
    assert "kind=page" in html


def test_value_that_does_not_exist_is_said(client, nora):
    html = page(client, "?q=kind:nothing+โนรา")
    assert "<mark>โนรา</mark>" in html
    assert "“nothing”" in html


def test_best_of_each_kind_leads_to_all_of_it(client, site_tree):
    for number in range(4):
        site_tree.add(StandardPage, title=f"โนรา {number}", slug=f"n{number}")
    html = page(client, "?q=โนรา&view=grouped")
    assert 'id="kind-page"' in html
    assert 'href="/search/?q=%E0%B9%82%E0%B8%99%E0%B8%A3%E0%B8%B2&amp;kind=page"' in html


def test_empty_answer_leads_out(client, nora):
    html = page(client, "?q=โนรา&kind=news")
    assert 'class="ways"' in html


def test_where_to_ask_is_the_first_that_has_an_address(client, site_tree):
    register_adviser("nobody", "ไม่มี", lambda text: "", order=1)
    register_adviser("forum", "ถามในเวที", lambda text: f"/ask/?title={text}", order=2)
    try:
        html = page(client, "?q=ไม่มีคำนี้xyzzy")
    finally:
        unregister_adviser("nobody")
        unregister_adviser("forum")
    assert "/ask/?title=ไม่มีคำนี้xyzzy" in html
