"""The sheet as its readers, search and other machines see it."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest

from content.knowledge.models import ItemAuthor
from content.reflections.models import ReflectionPage
from content.reflections.searchable import ReflectionSource
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.reflections import ReflectionPageFactory, commitment

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")


def full_sheet(**fields: object) -> ReflectionPage:
    closed = {"status": "closed", "checked_on": dt.date(2026, 6, 4), "check_note": "มีคนอ่านจริง"}
    return ReflectionPageFactory(
        **{
            "event_type": "meeting",
            "work_group": WorkGroupFactory(name="กลุ่มอำนวยการ"),
            "commitments": [commitment("ยกร่างรายการปัญหา"), commitment("ติดผลหน้าห้อง", **closed)],
            "item_authors": [ItemAuthor(user=UserFactory(profile__position="รองผู้อำนวยการ"))],
            **fields,
        }
    )


def documents(*pages: ReflectionPage) -> list[object]:
    return list(ReflectionSource(ReflectionPage).documents([f"page:{page.pk}" for page in pages]))


def test_sheet_shows_its_four_parts_and_what_was_promised(client: Client) -> None:
    html = client.get(full_sheet().url).content.decode()

    for text in (
        "ประชุมบอร์ดบริหาร",
        "8 พฤษภาคม 2569",
        "รองผู้อำนวยการ",
        "กลุ่มอำนวยการ",
        "คน เงิน งาน",
        "งานวิชาการคืองานหลัก",
        "ควรเริ่มจากปัญหาผู้เรียน",
        "ใครเป็นคนตรวจสอบระหว่างทาง",
        "เปลี่ยนจากแผนของกลุ่มงาน",
        "ยกร่างรายการปัญหา",
        "มีคนอ่านจริง",
        "5 มิ.ย. 2569",
    ):
        assert text in html
    assert re.findall(r'one-page__sign">(.+?)<', html) == ["สุ", "จิ", "ปุ", "ลิ"]


def test_sheet_without_thoughts_questions_or_promises_is_shown(client: Client) -> None:
    page = ReflectionPageFactory(ji_points=[], pu_questions=[])

    assert client.get(page.url).content.decode().count("one-page__empty") == 2


def test_document_holds_all_that_can_be_read() -> None:
    (document,) = documents(full_sheet())

    for text in ("ประชุมบอร์ดบริหาร", "ผู้เรียน", "งานวิชาการคืองานหลัก", "ตรวจสอบระหว่างทาง", "ยกร่างรายการปัญหา", "มีคนอ่านจริง"):
        assert text in document.body
    assert document.kind == "reflection"
    assert document.facts == (full_sheet().get_event_type_display(),)
    assert document.date == dt.date(2026, 5, 8)


def test_indexing_many_sheets_asks_no_more_than_indexing_one(django_assert_max_num_queries: object) -> None:
    pages = [full_sheet() for _ in range(4)]
    documents(pages[0])
    with django_assert_max_num_queries(12) as one:
        documents(pages[0])
    with django_assert_max_num_queries(12) as four:
        assert len(documents(*pages)) == 4

    assert len(four) == len(one)


def test_page_asks_no_more_for_more_promises(client: Client, django_assert_max_num_queries: object) -> None:
    short, long = full_sheet(), full_sheet(commitments=[commitment(f"ข้อ {n}") for n in range(5)])
    client.get(short.url)
    with django_assert_max_num_queries(60) as few:
        client.get(short.url)
    with django_assert_max_num_queries(60) as many:
        client.get(long.url)

    assert len(many) <= len(few)


def test_sheet_describes_itself_as_a_work_about_an_event(client: Client) -> None:
    html = client.get(full_sheet().url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert data["@type"] == "CreativeWork"
    assert data["about"] == {"@type": "Event", "name": "ประชุมบอร์ดบริหาร", "startDate": "2026-05-08"}
    assert data["keywords"] == ["บูรณาการ", "คน เงิน งาน", "ผู้เรียน"]


def test_members_only_sheet_is_not_there_for_visitors_but_for_members_and_its_author(client: Client) -> None:
    author = UserFactory()
    page = full_sheet(audience="members", item_authors=[ItemAuthor(user=author)])

    assert client.get(page.url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(page.url).status_code == 200
    client.force_login(author)
    assert client.get(page.url).status_code == 200
