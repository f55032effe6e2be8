"""Wagtail's search of querysets, on the project's analysis: what is found, in which order, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, MATCH_NONE, Boost, Phrase, PlainText

from content.files.models import OfficeDocument
from content.notes.models import NotePage
from search.admin_search.index import is_current
from search.models import AdminTerm
from tests.factories.files import DocumentFactory
from tests.factories.notes import NotePageFactory

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db

TITLES = (
    "กระดาษหน้าเดียวของครูใหม่",
    "การจัดการเรียนรู้แบบบูรณาการ ชั้น ป.6",
    "ประชุมผู้บริหารสถานศึกษา ครั้งที่ 2",
    "แหล่งเรียนรู้ทะเลน้อย",
    "Mind Mapping กับครู",
)
NASTY = [
    '"',
    "*",
    "'",
    "\x00",
    "ครู\x00",
    "(",
    "a OR",
    "AND",
    "\ud800",
    "ก" * 10_000,
    "ครู " * 3_000,
    "%",
    "_",
    "\\",
    " ",
]


@pytest.fixture
def notes(site_tree: object) -> dict[str, NotePage]:
    return {title: NotePageFactory(title=title) for title in TITLES}


def titles(results: Iterable[Page]) -> list[str]:
    return [page.title for page in results]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("กระดาษหน้าเดียว", TITLES[0]),
        ("ครูใหม่", TITLES[0]),
        ("หน้าเดียว", TITLES[0]),
        ("บูรณาการ", TITLES[1]),
        ("ป.๖", TITLES[1]),
        ("ประถมศึกษาปีที่ 6", TITLES[1]),
        ("ผู้บริหารสถานศึกษา", TITLES[2]),
        ("ทะเลน้อย แหล่งเรียนรู้", TITLES[3]),
        ("แหล่งเรียนรู้", TITLES[3]),
        ("เเหล่งเรียนรู้", TITLES[3]),
        ("mapping", TITLES[4]),
    ],
)
def test_thai_is_found_inside_a_title(notes: object, text: str, title: str) -> None:
    assert title in titles(NotePage.objects.search(text))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("กระดาษหน้าเ", TITLES[0]),
        ("กระด", TITLES[0]),
        ("หน้าเดี", TITLES[0]),
        ("บูรณ", TITLES[1]),
        ("ผู้บริ", TITLES[2]),
        ("ผู้บริหาร ประชุ", TITLES[2]),
        ("ทะเลน", TITLES[3]),
        ("แหล่งเรียนรู้ทะ", TITLES[3]),
        ("map", TITLES[4]),
        ("MIND M", TITLES[4]),
    ],
)
def test_half_typed_words_are_found(notes: object, text: str, title: str) -> None:
    assert titles(NotePage.objects.autocomplete(text))[0] == title


@pytest.mark.parametrize("text", NASTY)
def test_nothing_typed_is_an_error(text: str) -> None:
    DocumentFactory(title="แบบสำรวจ")

    for results in (OfficeDocument.objects.search(text), OfficeDocument.objects.autocomplete(text)):
        assert len(results) == results.count() == 0


def test_every_word_must_be_there_unless_any_is_asked(notes: object) -> None:
    assert titles(NotePage.objects.search("ครู ทะเลน้อย")) == []
    assert titles(NotePage.objects.search("ครู ทะเลน้อย", operator="and")) == []
    assert set(titles(NotePage.objects.search("mapping ทะเลน้อย", operator="or"))) == {TITLES[3], TITLES[4]}
    assert set(titles(NotePage.objects.autocomplete("mapp ทะเลน", operator="or"))) == {TITLES[3], TITLES[4]}


def test_the_filters_of_the_queryset_hold(notes: dict[str, NotePage]) -> None:
    notes[TITLES[0]].unpublish()

    assert titles(NotePage.objects.live().search("กระดาษหน้าเดียว")) == []
    assert titles(NotePage.objects.filter(live=False).search("กระดาษหน้าเดียว")) == [TITLES[0]]
    # No field need be announced to search: this one is not.
    assert titles(NotePage.objects.filter(note_type=NotePage.NoteType.TIP).search("ทะเลน้อย")) == [TITLES[3]]


def test_any_page_is_found_among_all_pages_and_comes_as_what_it_is(notes: object) -> None:
    found = list(Page.objects.specific().search("ทะเลน้อย"))

    assert titles(found) == [TITLES[3]]
    assert isinstance(found[0], NotePage)


def test_what_answers_better_comes_first(site_tree: object) -> None:
    NotePageFactory(title="ครูและการประชุม")
    NotePageFactory(title="ประชุมครู ประจำเดือน")
    NotePageFactory(title="วาระของผู้บริหาร และครู")

    assert titles(NotePage.objects.autocomplete("ประชุมครู"))[0] == "ประชุมครู ประจำเดือน"


def test_the_order_of_the_queryset_holds_where_it_is_asked(notes: object) -> None:
    ordered = NotePage.objects.order_by("-title").search("ครู mapping", operator="or", order_by_relevance=False)

    assert titles(ordered) == sorted(titles(ordered), reverse=True)
    assert len(titles(ordered)) == 2


def test_results_are_cut_and_counted(site_tree: object) -> None:
    for number in range(12):
        NotePageFactory(title=f"ประชุมครู {number:02}")
    for results in (NotePage.objects.search("ประชุม"), NotePage.objects.order_by("title").search("ประชุม")):
        assert results.count() == 12
        pieces = titles(results[:5]) + titles(results[5:10]) + titles(results[10:15])
        assert len(pieces) == len(set(pieces)) == 12
        assert results[3].title == titles(results)[3]


def test_queries_are_combined(notes: object) -> None:
    search = NotePage.objects.search

    assert titles(search(PlainText("ครู") & ~PlainText("mapping"))) == [TITLES[0]]
    assert set(titles(search(PlainText("ทะเลน้อย") | PlainText("mapping")))) == {TITLES[3], TITLES[4]}
    assert titles(search(Boost(Phrase("ทะเลน้อย"), 2))) == [TITLES[3]]
    assert len(search(MATCH_ALL)) == len(TITLES)
    assert len(search(MATCH_NONE)) == 0


def test_scores_are_told(notes: object) -> None:
    found = list(NotePage.objects.search("ทะเลน้อย").annotate_score("points"))

    assert found[0].points > 0


def test_facets_are_counted(notes: object) -> None:
    facets = Page.objects.search("ครู").facet("content_type_id")

    assert sum(facets.values()) == 2


def test_fields_may_be_named(site_tree: object) -> None:
    document = DocumentFactory(title="แบบสำรวจ")
    document.tags.add("ทะเลน้อย")
    document.save()

    assert list(OfficeDocument.objects.search("ทะเลน้อย")) == [document]
    assert list(OfficeDocument.objects.search("ทะเลน้อย", fields=["title"])) == []
    assert list(OfficeDocument.objects.search("แบบสำรวจ", fields=["title"])) == [document]


def test_a_change_is_found_and_the_old_is_not(notes: dict[str, NotePage]) -> None:
    note = NotePage.objects.get(pk=notes[TITLES[3]].pk)
    note.title = "สวนพฤกษศาสตร์"
    note.save()

    assert titles(NotePage.objects.search("พฤกษศาสตร์")) == ["สวนพฤกษศาสตร์"]
    assert titles(NotePage.objects.search("ทะเลน้อย")) == []


def test_what_is_deleted_leaves_no_row(notes: dict[str, NotePage]) -> None:
    pk = notes[TITLES[3]].pk
    NotePage.objects.get(pk=pk).delete()

    assert not AdminTerm.objects.filter(root="wagtailcore.page", object_id=str(pk)).exists()


def test_things_of_one_number_are_not_mixed_up(notes: dict[str, NotePage]) -> None:
    DocumentFactory(id=notes[TITLES[3]].pk, title="ใบงานประหยัดไฟ")

    assert titles(NotePage.objects.search("ประหยัดไฟ")) == []


@pytest.mark.parametrize("command", ["wagtail_update_index", "update_index"])
def test_a_rebuild_mends_what_is_wrong(notes: dict[str, NotePage], command: str) -> None:
    AdminTerm.objects.all().delete()
    AdminTerm.objects.create(root="wagtailcore.page", object_id="999999", term="ทะเลน้อย")
    assert not is_current()

    call_command(command, verbosity=0)

    assert titles(NotePage.objects.search("ทะเลน้อย")) == [TITLES[3]]
    assert not AdminTerm.objects.filter(object_id="999999").exists()
    assert is_current()


def test_the_index_may_be_emptied(notes: object) -> None:
    get_search_backend().reset_indexes()

    assert not AdminTerm.objects.exists()


def test_the_number_of_queries_does_not_grow(site_tree: object, django_assert_num_queries: object) -> None:
    for number in range(15):
        NotePageFactory(title=f"ประชุมครู {number}")

    with django_assert_num_queries(4):
        list(NotePage.objects.autocomplete("ประชุมครู")[:10])
    with django_assert_num_queries(6):
        list(NotePage.objects.autocomplete("ประชุม ครู")[:10])
