from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.knowledge.models import ItemAuthor
from content.mindmaps.models import MindMapIndexPage, MindMapPage
from content.mindmaps.outline import format_outline, parse_outline
from content.mindmaps.searchable import MindMapSource
from content.mindmaps.tree import labels
from content.people.roles import RoleKey
from tests.factories.mindmaps import OUTLINE, MindMapIndexPageFactory, MindMapPageFactory
from tests.support.admin_forms import typed_in_form
from tests.support.search import all_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")


def soup(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_map_stands_only_in_the_list_of_maps() -> None:
    assert MindMapPage.allowed_parent_page_models() == [MindMapIndexPage]
    assert MindMapPage.allowed_subpage_models() == []


def test_page_shows_drawing_and_outline_with_an_anchor_for_every_node(client: Client) -> None:
    page = MindMapPageFactory(purpose="สรุปหน่วย", note="ตรวจก่อนใช้")
    html = soup(client, page.url)

    assert html.find("svg", role="img").title.string == page.title
    assert html.find(id="node-n-1-1").get_text(strip=True).startswith("บัวสาย")
    assert all(label in html.find(class_="mind-map__outline").get_text() for label in labels(page.tree))
    assert "สรุปหน่วย" in html.get_text()
    assert "ตรวจก่อนใช้" in html.get_text()
    assert not html.select("[style]")


def test_json_ld_names_branches_and_drawing(client: Client) -> None:
    html = soup(client, MindMapPageFactory(slug="talay-noi").url)
    described = json.loads(html.find("script", type="application/ld+json").string)

    assert described["about"] == ["พืชน้ำ (ผู้ผลิต)", "นกน้ำ", "คน"]
    assert described["encoding"]["contentUrl"].endswith("/talay-noi/map.svg")


def test_map_without_a_tree_is_saved_as_a_draft_but_not_published() -> None:
    parent = MindMapIndexPageFactory()
    draft = parent.add_child(instance=MindMapPage(title="ร่าง", live=False))
    draft.tree = {}

    with pytest.raises(ValidationError):
        draft.save_revision().publish()


def test_page_refuses_a_tree_with_markup() -> None:
    with pytest.raises(ValidationError, match="HTML"):
        MindMapPageFactory(tree={"id": "n0", "label": "<b>นก</b>", "children": []})


def test_drawing_has_its_own_address_and_an_etag(client: Client) -> None:
    page = MindMapPageFactory()
    response = client.get(f"{page.url}map.svg")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/svg+xml")
    assert ElementTree.fromstring(response.content).tag.endswith("svg")
    assert client.get(f"{page.url}map.svg", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_changed_map_has_another_etag(client: Client) -> None:
    page = MindMapPageFactory()
    before = client.get(f"{page.url}map.svg")["ETag"]
    page.tree = parse_outline("อื่น\n  กิ่งใหม่")
    page.save_revision().publish()

    response = client.get(f"{page.url}map.svg", headers={"if-none-match": before})
    assert response.status_code == 200
    assert "กิ่งใหม่" in response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/map.svg", "/a/b/c/map.svg", "/map.svg"])
def test_drawing_of_nothing_is_not_found(client: Client, address: str) -> None:
    MindMapPageFactory()

    assert client.get(address).status_code == 404


def test_members_only_map_and_its_drawing_are_hidden_from_visitors(client: Client) -> None:
    page = MindMapPageFactory(audience="members")

    assert client.get(page.url).status_code == 404
    assert client.get(f"{page.url}map.svg").status_code == 404


def test_members_read_a_members_only_map_and_no_cache_keeps_it(client: Client, make_user: Callable) -> None:
    page = MindMapPageFactory(audience="members")
    client.force_login(make_user())

    assert client.get(page.url).status_code == 200
    response = client.get(f"{page.url}map.svg")
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_map_for_named_people_is_read_by_its_author_alone(client: Client, make_user: Callable) -> None:
    author, other = make_user(), make_user()
    page = MindMapPageFactory(audience="people", item_authors=[ItemAuthor(user=author)])

    client.force_login(other)
    assert client.get(f"{page.url}map.svg").status_code == 404
    client.force_login(author)
    assert client.get(f"{page.url}map.svg").status_code == 200


def test_unpublished_map_has_no_drawing(client: Client) -> None:
    page = MindMapPageFactory()
    page.unpublish()

    assert client.get(f"{page.url}map.svg").status_code == 404


def test_queries_of_a_page_do_not_grow_with_the_map(client: Client, django_assert_max_num_queries: Callable) -> None:
    lines = "\n".join(f"  กิ่ง {number}\n    ใบ {number}" for number in range(60))
    page = MindMapPageFactory(tree=parse_outline(f"หัวเรื่อง\n{lines}"))
    with django_assert_max_num_queries(30):
        client.get(page.url)
    with django_assert_max_num_queries(6):
        client.get(f"{page.url}map.svg")


def test_search_finds_every_label_with_a_constant_number_of_queries(
    django_assert_num_queries: Callable,
) -> None:
    source = MindMapSource(MindMapPage)
    one = [source.key_of(MindMapPageFactory())]
    list(source.documents(one))
    many = one + [source.key_of(MindMapPageFactory()) for _number in range(3)]
    with django_assert_num_queries(8):
        documents = list(source.documents(one))
    with django_assert_num_queries(8):
        list(source.documents(many))

    assert "ใบเป็นที่เดินของนกอีแจว" in all_text(documents[0])
    assert documents[0].kind == "mind-map"


def test_editor_changes_the_outline_and_known_nodes_keep_their_ids(client: Client, make_user: Callable) -> None:
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    page = MindMapPageFactory(item_authors=[ItemAuthor(user=make_user())])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = soup(client, edit).find("textarea", attrs={"name": "tree"})
    assert form.string.strip() == format_outline(page.tree)

    typed = OUTLINE.replace("  นกน้ำ", "  ปลา\n  นกน้ำ", 1)
    response = client.post(edit, typed_in_form(client, page, tree=typed, **{"action-publish": "1"}))

    page = MindMapPage.objects.get(pk=page.pk)
    assert response.status_code == 302
    assert [(child["label"], child["id"]) for child in page.tree["children"]][2] == ("นกน้ำ", "n-2")


def test_editor_is_told_the_line_of_a_mistake_and_keeps_the_text(client: Client, make_user: Callable) -> None:
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    page = MindMapPageFactory(item_authors=[ItemAuthor(user=make_user())])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = client.post(edit, typed_in_form(client, page, tree="ทะเลน้อย\nนกน้ำ", **{"action-publish": "1"}))
    html = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 200
    assert html.find("textarea", attrs={"name": "tree"}).string.strip() == "ทะเลน้อย\nนกน้ำ"
    assert "2" in html.select_one('[id*="tree"][id$="-errors"]').get_text()
