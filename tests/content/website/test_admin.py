"""Editors can reach and use everything of the website in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.people.roles import RoleKey
from content.website import models
from tests.factories.website import FACTORIES, MenuFactory, NewsCategoryFactory, NewsIndexPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.support.site_tree import SiteTree

SNIPPETS = (models.Menu, models.SiteAlert, models.NewsCategory)


@pytest.fixture
def editor(site_tree: SiteTree, client: Client, make_user: Callable) -> Client:
    client.force_login(make_user(RoleKey.EDITOR))
    return client


@pytest.mark.parametrize("page_type", list(FACTORIES), ids=lambda model: model.__name__)
def test_editor_can_open_every_page_type(page_type: type, editor: Client, site_tree: SiteTree) -> None:
    page = site_tree.home if page_type is models.HomePage else FACTORIES[page_type]()

    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_editor_can_list_and_add_snippets(model: type, editor: Client) -> None:
    namespace = f"wagtailsnippets_website_{model._meta.model_name}"

    assert editor.get(reverse(f"{namespace}:list")).status_code == 200
    assert editor.get(reverse(f"{namespace}:add")).status_code == 200


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_member_cannot_change_snippets(model: type, client: Client, make_user: Callable, site_tree: SiteTree) -> None:
    client.force_login(make_user(RoleKey.MEMBER))

    assert client.get(reverse(f"wagtailsnippets_website_{model._meta.model_name}:add")).status_code in {302, 403}


def test_editor_can_change_the_office(editor: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["website", "officesettings"])

    assert editor.get(address, follow=True).status_code == 200


def test_menu_is_saved_from_the_form(editor: Client, site_tree: SiteTree) -> None:
    menu = MenuFactory()
    item = {"label": "ค้นหา", "page": "", "url": "/search/", "children-count": "0"}
    data = nested_form_data({"place": "header", "items": streamfield([("item", item)])})

    editor.post(reverse("wagtailsnippets_website_menu:edit", args=[menu.pk]), data)

    menu.refresh_from_db()
    assert [block.value["label"] for block in menu.items] == ["ค้นหา"]


def test_news_written_in_the_admin_gets_a_short_slug(editor: Client, site_tree: SiteTree) -> None:
    index, category = NewsIndexPageFactory(), NewsCategoryFactory()
    body = streamfield([("paragraph", rich_text("<p>เนื้อข่าว</p>"))])
    fields = {"title": "เตรียมพร้อมรับน้ำหลาก", "slug": "", "summary": "", "news_date": "2026-11-13", "tags": ""}
    formsets = {"related_links-TOTAL_FORMS": 0, "related_links-INITIAL_FORMS": 0, "comments-TOTAL_FORMS": 0}
    data = nested_form_data({**fields, "category": category.pk, "body": body, **formsets, "comments-INITIAL_FORMS": 0})

    response = editor.post(
        reverse("wagtailadmin_pages:add", args=["website", "newspage", index.pk]), {**data, "action-publish": "1"}
    )

    news = models.NewsPage.objects.get()
    assert response.status_code == 302
    assert news.live
    assert news.slug.isascii()
    assert len(news.slug) <= 50


@pytest.mark.parametrize("name", ["paragraph", "table", "steps", "questions"])
def test_blocks_are_previewed_in_the_sites_dress(name: str, editor: Client) -> None:
    block = models.StandardPage._meta.get_field("body").stream_block.child_blocks[name]

    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    assert b"css/site.css" in response.content
