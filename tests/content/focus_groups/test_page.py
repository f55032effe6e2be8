"""The page of a report: what it shows, to whom, and at what cost."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest

from content.focus_groups.models import FocusGroupPage
from content.focus_groups.searchable import FocusGroupSource
from content.knowledge.models import ItemAuthor
from tests.factories.focus_groups import (
    FocusGroupPageFactory,
    follow_up,
    group_of,
    resolution,
    statement,
    theme,
)
from tests.factories.people import UserFactory
from tests.support.search import all_text

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")
WORDS = "รอใบเสร็จสองเดือนแล้ว"
LARGE = {"ครูประถมศึกษา": 6, "ครูปฐมวัย": 2}
WITH_ONE_ALONE = {"ครูประถมศึกษา": 6, "ครูภูมิปัญญา": 1}
SMALL = {"ครูประถมศึกษา": 5}


def page_of(counts: dict[str, int], **fields: object) -> FocusGroupPage:
    return FocusGroupPageFactory(
        participants=group_of(**counts),
        themes=[theme("สวัสดิการ", ("เงินเร็ว", 3, 5))],
        statements=[statement("ค1", WORDS)],
        **fields,
    )


def documents(*pages: FocusGroupPage) -> list[object]:
    return list(FocusGroupSource(FocusGroupPage).documents([f"page:{page.pk}" for page in pages]))


def full_page(**fields: object) -> FocusGroupPage:
    return FocusGroupPageFactory(
        **{
            "start_time": dt.time(9),
            "end_time": dt.time(11, 30),
            "place": "ห้องประชุมขนาดกลาง",
            "moderator": "ศึกษานิเทศก์",
            "note_takers": ["นักจัดการงานทั่วไป"],
            "objective": "ศึกษาความต้องการ",
            "question_guide": ["อะไรทำให้งานสะดุด"],
            "conclusions": ["เริ่มจากสวัสดิการ"],
            "source_ref": "1.3",
            "resolutions": [resolution("จ่ายในวันเดียว", indicator="ไม่เกิน 1 วันทำการ")],
            "follow_ups": [follow_up(note="จ่ายแล้วสามสัปดาห์")],
            "item_authors": [ItemAuthor(user=UserFactory(profile__position="ศึกษานิเทศก์ งาน KM"))],
            **fields,
        }
    )


def test_page_shows_every_section(client: Client) -> None:
    html = client.get(full_page().url).content.decode()

    for text in (
        "ห้องประชุมขนาดกลาง",
        "09.00–11.30",
        "150",
        "นักจัดการงานทั่วไป",
        "อะไรทำให้งานสะดุด",
        "เริ่มจากสวัสดิการ",
        "จ่ายในวันเดียว",
        "ไม่เกิน 1 วันทำการ",
        "จ่ายแล้วสามสัปดาห์",
        "26 พฤษภาคม 2569",
        "ศึกษานิเทศก์ งาน KM",
        WORDS,
    ):
        assert text in html


def test_page_of_a_report_with_almost_nothing_is_shown(client: Client) -> None:
    page = FocusGroupPageFactory(themes=[], statements=[])

    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("counts", [SMALL, WITH_ONE_ALONE])
def test_visitor_does_not_read_words_whose_speaker_could_be_told(client: Client, counts: dict[str, int]) -> None:
    html = client.get(page_of(counts).url).content.decode()

    assert WORDS not in html
    assert "อยากได้เงินเร็วจัง" not in html
    assert "เงินเร็ว" in html


def test_visitor_reads_the_words_of_a_large_group(client: Client) -> None:
    html = client.get(page_of(LARGE).url).content.decode()

    assert WORDS in html
    assert "อยากได้เงินเร็วจัง" in html


@pytest.mark.parametrize("counts", [SMALL, WITH_ONE_ALONE])
def test_member_reads_the_words_of_every_group(client: Client, counts: dict[str, int]) -> None:
    client.force_login(UserFactory())

    assert WORDS in client.get(page_of(counts).url).content.decode()


@pytest.mark.parametrize("counts", [SMALL, WITH_ONE_ALONE])
def test_words_whose_speaker_could_be_told_are_not_indexed(counts: dict[str, int]) -> None:
    (document,) = documents(page_of(counts))

    assert WORDS not in all_text(document)
    assert "อยากได้เงินเร็วจัง" not in all_text(document)
    assert "เงินเร็ว" in all_text(document)


def test_words_of_a_large_group_are_indexed() -> None:
    (document,) = documents(page_of(LARGE))

    assert WORDS in all_text(document)


def test_words_of_a_small_group_are_indexed_where_only_members_may_find_them() -> None:
    (document,) = documents(page_of(SMALL, audience="members"))

    assert WORDS in all_text(document)
    assert "public" not in document.audience


def test_document_holds_all_that_can_be_read() -> None:
    (document,) = documents(full_page())

    for text in ("ห้องประชุมขนาดกลาง", "อะไรทำให้งานสะดุด", "เริ่มจากสวัสดิการ", "จ่ายในวันเดียว", "จ่ายแล้วสามสัปดาห์"):
        assert text in all_text(document)
    assert document.kind == "focus-group"
    assert document.date == dt.date(2026, 5, 26)
    assert any("8" in fact for fact in document.facts)


def test_indexing_many_reports_asks_no_more_than_indexing_one(django_assert_max_num_queries: object) -> None:
    pages = [full_page() for _ in range(4)]
    documents(pages[0])
    with django_assert_max_num_queries(14) as one:
        documents(pages[0])
    with django_assert_max_num_queries(14) as four:
        assert len(documents(*pages)) == 4

    assert len(four) == len(one)


def test_page_asks_no_more_for_a_longer_report(client: Client, django_assert_max_num_queries: object) -> None:
    short = full_page()
    long = full_page(resolutions=[resolution(f"ข้อ {n}") for n in range(9)], follow_ups=[follow_up() for _ in range(9)])
    client.get(short.url)
    with django_assert_max_num_queries(60) as few:
        client.get(short.url)
    with django_assert_max_num_queries(60) as many:
        client.get(long.url)

    assert len(many) <= len(few)


def test_page_describes_itself_as_a_report_of_an_event(client: Client) -> None:
    html = client.get(full_page().url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert data["@type"] == "Report"
    assert data["about"]["@type"] == "Event"
    assert data["about"]["startDate"] == "2026-05-26T09:00:00+07:00"
    assert data["author"] == [{"@type": "Person", "jobTitle": "ศึกษานิเทศก์ งาน KM"}]


def test_members_only_report_is_not_there_for_visitors_but_for_its_author(client: Client) -> None:
    author = UserFactory()
    page = full_page(audience="people", item_authors=[ItemAuthor(user=author)])

    assert client.get(page.url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(page.url).status_code == 404
    client.force_login(author)
    assert client.get(page.url).status_code == 200


def test_tie_is_said_in_words(client: Client) -> None:
    page = FocusGroupPageFactory(themes=[theme("ก", ("หนึ่ง", 4, 4), ("สอง", 8, 2), ("สาม", 1, 1))])

    assert client.get(page.url).content.decode().count('class="rank__tie"') == 2


def test_late_resolution_is_marked_late(client: Client) -> None:
    page = full_page(
        resolutions=[
            resolution("เลยกำหนด", due_date=dt.date(2020, 1, 1), status="in_progress"),
            resolution("ทำแล้ว", due_date=dt.date(2020, 1, 1), status="done"),
        ]
    )

    html = client.get(page.url).content.decode()

    assert html.count("tag--late") == 1
    assert html.count("tag--done") == 1
