"""The news list, its filters, and its feed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from content.core.models import RelatedPage
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.website import (
    NewsCategoryFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    WorkGroupPageFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.website.models import NewsIndexPage
    from tests.support.site_tree import SiteTree

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def index(site_tree: SiteTree) -> NewsIndexPage:
    return NewsIndexPageFactory()


def titles(client, address: str) -> list[str]:
    return [item["title"] for item in client.get(address).context["news"]]


def test_pinned_news_stand_first_then_the_newest(index: NewsIndexPage, client) -> None:
    NewsPageFactory(title="เก่า", news_date=datetime.date(2025, 1, 1))
    NewsPageFactory(title="ใหม่", news_date=datetime.date(2026, 1, 1))
    NewsPageFactory(title="ปักหมุด", news_date=datetime.date(2024, 1, 1), is_pinned=True)

    assert titles(client, "/news/") == ["ปักหมุด", "ใหม่", "เก่า"]


def test_category_narrows_the_list(index: NewsIndexPage, client) -> None:
    NewsPageFactory(title="อบรมครู", category=NewsCategoryFactory(slug="training"))
    NewsPageFactory(title="ประกาศหยุด")

    assert titles(client, "/news/?category=training") == ["อบรมครู"]


def test_year_is_of_the_buddhist_era(index: NewsIndexPage, client) -> None:
    NewsPageFactory(title="ปี 2568", news_date=datetime.date(2025, 12, 31))
    NewsPageFactory(title="ปี 2569", news_date=datetime.date(2026, 1, 1))

    assert titles(client, "/news/?year=2569") == ["ปี 2569"]


def test_counts_of_a_filter_ignore_its_own_choice(index: NewsIndexPage, client) -> None:
    NewsPageFactory(category=NewsCategoryFactory(slug="training"))
    NewsPageFactory(category=NewsCategoryFactory(slug="notice"))

    categories = client.get("/news/?category=training").context["categories"]

    assert {(row["url"], row["count"], row["selected"]) for row in categories} == {
        ("?", 1, True),
        ("?category=notice", 1, False),
    }


@pytest.mark.parametrize(
    "query",
    ["category=unknown", "year=abc", "year=0", "year=9999", "year=๒๕๖๙", "category=%FF", "year=2569&category=' OR 1=1"],
)
def test_unknown_filter_values_find_nothing_and_say_so(query: str, index: NewsIndexPage, client) -> None:
    NewsPageFactory(news_date=datetime.date(2020, 1, 1))

    response = client.get(f"/news/?{query}")

    assert response.status_code == 200
    assert response.context["total"] == 0
    assert 'class="empty-state"' in response.content.decode()


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1000000000", "9" * 5000, ""])
def test_any_page_number_gives_a_page(page: str, index: NewsIndexPage, client) -> None:
    NewsPageFactory(title="ข่าวเดียว")

    assert titles(client, f"/news/?page={page}") == ["ข่าวเดียว"]


def test_long_lists_are_paged_and_keep_their_filter(index: NewsIndexPage, client) -> None:
    category = NewsCategoryFactory(slug="notice")
    for _number in range(16):
        NewsPageFactory(category=category)

    response = client.get("/news/?category=notice")

    assert len(response.context["news"]) == 15
    assert response.context["pagination"]["next_url"] == "?category=notice&page=2"
    assert len(titles(client, "/news/?category=notice&page=2")) == 1


def test_hidden_news_are_in_no_list_count_or_feed(
    index: NewsIndexPage, client, restrict: Callable, html_of: Callable
) -> None:
    NewsPageFactory(title="ข่าวเปิด")
    hidden = NewsPageFactory(title="ข่าวเฉพาะบุคลากร")
    restrict(hidden)

    assert "ข่าวเฉพาะบุคลากร" not in html_of("/news/")
    assert client.get("/news/").context["total"] == 1
    assert "ข่าวเฉพาะบุคลากร" not in html_of("/")
    assert "ข่าวเฉพาะบุคลากร" not in html_of("/news/feed/")
    assert client.get(hidden.get_url()).status_code == 404


def test_members_see_news_for_members(index: NewsIndexPage, client, restrict: Callable, html_of: Callable) -> None:
    hidden = NewsPageFactory(title="ข่าวเฉพาะบุคลากร")
    restrict(hidden)
    client.force_login(UserFactory())

    assert "ข่าวเฉพาะบุคลากร" in html_of("/news/")
    assert client.get(hidden.get_url()).status_code == 200


def test_feed_holds_public_news_even_for_members(index: NewsIndexPage, client, restrict: Callable) -> None:
    NewsPageFactory(title="ข่าวเปิด", summary="สรุปข่าว")
    restrict(NewsPageFactory(title="ข่าวปิด"))
    client.force_login(UserFactory())

    response = client.get("/news/feed/")

    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["ข่าวเปิด"]


def test_feed_of_a_hidden_list_is_hidden(index: NewsIndexPage, client, restrict: Callable) -> None:
    restrict(index)

    assert client.get("/news/feed/").status_code == 404
    assert client.get("/feed/").status_code == 404


def test_short_address_of_the_feed_leads_to_it(index: NewsIndexPage, client) -> None:
    assert client.get("/feed/")["Location"] == "/news/feed/"


def test_news_link_related_pages_and_their_group_as_far_as_visible(
    index: NewsIndexPage, restrict: Callable, html_of: Callable
) -> None:
    group = WorkGroupFactory(name="กลุ่มนิเทศ")
    group_page = WorkGroupPageFactory(work_group=group)
    shown, hidden = StandardPageFactory(title="คู่มือเปิด"), StandardPageFactory(title="คู่มือปิด")
    restrict(hidden)
    news = NewsPageFactory(work_group=group)
    RelatedPage.objects.create(page=news.page_ptr, target=shown.page_ptr)
    RelatedPage.objects.create(page=news.page_ptr, target=hidden.page_ptr)

    html = html_of(news.get_url())

    assert "คู่มือเปิด" in html
    assert "คู่มือปิด" not in html
    assert f'href="{group_page.get_url()}"' in html


def test_news_category_gets_a_slug_of_its_own(db: None) -> None:
    category = NewsCategoryFactory(name="ประชาสัมพันธ์", slug="")

    assert category.slug.isascii()
    assert category.slug
