"""The bank's lists: counts, filters, paging and addresses that make no sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NoteIndexPage, NotePage
from content.website.models import StandardPage
from tests.factories.notes import NoteIndexPageFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from django.test import Client

    from tests.content.knowledge.conftest import AddNote

pytestmark = pytest.mark.django_db


def bank_url() -> str:
    return KnowledgeIndexPage.objects.get().get_url()


def count_of(page: str, label: str) -> int | None:
    """The number beside an option of the filters."""
    found = re.search(rf'facets__label">{label}</span><span class="facets__count">([\d,]+)<', page)
    return int(found.group(1).replace(",", "")) if found else None


def test_counts_are_those_of_the_viewer(client: Client, add_note: AddNote) -> None:
    group = WorkGroupFactory(name="กลุ่มนิเทศ")
    add_note(title="เปิด", work_group=group)
    add_note(title="ไม่มีกลุ่ม")
    add_note(title="ปิด", work_group=group, audience=NotePage.Audience.MEMBERS)

    assert count_of(client.get(bank_url()).content.decode(), "กลุ่มนิเทศ") == 1
    client.force_login(UserFactory())
    assert count_of(client.get(bank_url()).content.decode(), "กลุ่มนิเทศ") == 2


def test_value_that_only_hidden_items_have_is_not_offered(client: Client, add_note: AddNote) -> None:
    add_note(title="เปิด")
    add_note(title="ปิด", audience=NotePage.Audience.MEMBERS, tags=["เรื่องลับ"])

    assert "เรื่องลับ" not in client.get(bank_url()).content.decode()


def test_filter_narrows_the_list(client: Client, add_note: AddNote) -> None:
    add_note(title="เรื่องนก", tags=["นกน้ำ"])
    add_note(title="เรื่องข้าว", tags=["ข้าว"])
    page = client.get(bank_url(), {"tag": "นกน้ำ"}).content.decode()

    assert "เรื่องนก" in page
    assert "เรื่องข้าว" not in page


def test_bank_lists_knowledge_only(client: Client, add_note: AddNote, site_tree: object) -> None:
    add_note(title="เรื่องนก")
    site_tree.add(StandardPage, title="หน้าทั่วไป")

    for query in ({}, {"kind": "page"}, {"kind": ["page", "note"]}):
        assert (
            "หน้าทั่วไป"
            not in client.get(bank_url(), query).content.decode().partition("<main")[2].partition("<footer")[0]
        )


def test_kind_of_another_list_finds_nothing(client: Client, add_note: AddNote) -> None:
    add_note(title="เรื่องนก")

    assert "เรื่องนก" not in client.get(bank_url(), {"kind": "news"}).content.decode()


def test_list_of_one_kind_stays_with_its_kind(client: Client, add_note: AddNote) -> None:
    note = add_note(title="เรื่องนก")

    assert "เรื่องนก" in client.get(note.get_parent().get_url(), {"kind": "mind-map"}).content.decode()


def test_list_is_paged(client: Client, add_note: AddNote) -> None:
    for number in range(22):
        add_note(title=f"บันทึกลำดับ{number:03}")
    first = client.get(bank_url()).content.decode()
    second = client.get(bank_url(), {"page": 2}).content.decode()

    assert first.count('class="row ') == 20
    assert second.count('class="row ') == 2


def test_empty_bank_says_what_will_stand_there(client: Client, site_tree: object) -> None:
    NoteIndexPageFactory()

    assert client.get(NoteIndexPage.objects.get().get_url()).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=1000000000",
        "page=x",
        "grade=p9",
        "kind=%00",
        "q=%00",
        "q=%22",
        "q=*",
        "q=a%20OR",
        "q=%E0%B8",
        "tag=%FF%FE",
        "sort=worst",
        "year=99999999999999999999",
        "q=" + "ก" * 10_000,
        "&".join(f"tag=t{n}" for n in range(500)),
        "%FF=%FF&&&==&",
    ],
)
def test_senseless_address_gives_a_sane_page(client: Client, add_note: AddNote, query: str) -> None:
    add_note(title="เรื่องนก")

    assert client.get(f"{bank_url()}?{query}").status_code in {200, 400}


def test_filtered_list_is_not_for_search_machines(client: Client, add_note: AddNote) -> None:
    add_note(title="เรื่องนก", tags=["นกน้ำ"])

    assert "noindex" in client.get(bank_url(), {"tag": "นกน้ำ"}).content.decode()
    assert "noindex" not in client.get(bank_url()).content.decode()


def test_queries_do_not_grow_with_the_list(client: Client, add_note: AddNote) -> None:
    group = WorkGroupFactory()
    add_note(title="เรื่องแรก", tags=["นกน้ำ"], work_group=group)
    client.get(bank_url())
    with CaptureQueriesContext(connection) as few:
        client.get(bank_url())
    for number in range(8):
        add_note(title=f"เรื่องที่ {number}", tags=["นกน้ำ", f"แท็ก {number}"], work_group=group)
    client.get(bank_url())
    with CaptureQueriesContext(connection) as many:
        client.get(bank_url())

    assert len(many) <= len(few)
    assert len(many) <= 15


def test_item_is_found_by_the_name_of_its_kind(client: Client, add_note: AddNote) -> None:
    add_note(title="เรื่องนก")

    assert "เรื่องนก" in client.get("/search/", {"q": "บันทึกความรู้"}).content.decode()
