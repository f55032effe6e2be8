"""The page of a note, for readers, search and other machines."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest
from wagtail.images.tests.utils import get_test_image_file_jpeg

from content.core.models import RelatedPage
from content.files.models import OfficeImage
from content.knowledge.models import ItemAuthor
from content.notes.models import NotePage
from content.notes.searchable import NoteSource
from search.naming import forget_names
from search.reading import narrowed
from tests.factories.notes import NotePageFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory
from tests.factories.taxonomy import GradeFactory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")
BODY = "## บริบท\n\nเด็กอ่าน**ไม่คล่อง**เลย\n\n## สิ่งที่ทำ\n\n- วาดภาพ\n\n## ผล\n\n| ก่อน | หลัง |\n|---|---|\n| เงียบ | อ่าน |"


def full_note(tags: Sequence[str] = ("อ่านออกเขียนได้", "Mind Map"), **fields: object) -> NotePage:
    note = NotePageFactory(
        **{
            "note_type": "story",
            "summary": "เรื่องของประโยคแรก",
            "body": BODY,
            "dated": dt.date(2026, 7, 24),
            "school": SchoolFactory(),
            "work_group": WorkGroupFactory(),
            "grades": [GradeFactory(code="ป.1")],
            "item_authors": [ItemAuthor(user=UserFactory(profile__position="ครูประจำชั้น ป.1"))],
            **fields,
        }
    )
    note.tags.set(tags)
    note.save()
    return note


def documents(*pages: NotePage) -> list[object]:
    return list(NoteSource(NotePage).documents([f"page:{page.pk}" for page in pages]))


def test_words_of_the_cover_are_found() -> None:
    cover = OfficeImage.objects.create(title="ปก", description="เด็กนั่งเรือดูนก", file=get_test_image_file_jpeg())
    (document,) = documents(full_note(cover=cover))

    assert "เด็กนั่งเรือดูนก" in document.body


def test_public_tag_is_named_with_other_digits_and_spaces() -> None:
    full_note(tags=("ปี 2569",))
    forget_names()

    assert narrowed("tag:ปี๒๕๖๙").filters == {"tag": ("ปี 2569",)}
    assert narrowed('tag:"ปี 2569"').filters == {"tag": ("ปี 2569",)}


def test_tag_that_is_not_public_is_named_only_as_it_is_written() -> None:
    full_note(tags=("เรื่อง ลับ",)).unpublish()
    forget_names()

    assert narrowed("tag:เรื่องลับ").filters == {"tag": ("เรื่องลับ",)}


def test_page_shows_text_facts_author_and_tags(client: Client) -> None:
    note = full_note()

    html = client.get(note.url).content.decode()

    assert '<h2 id="part-1">บริบท</h2>' in html
    assert "<strong>ไม่คล่อง</strong>" in html
    for text in (note.get_note_type_display(), "ป.1", "ครูประจำชั้น ป.1", "อ่านออกเขียนได้", "24 ก.ค. 2569"):
        assert text in html


def test_three_headings_make_a_table_of_contents(client: Client) -> None:
    assert 'href="#part-3"' in client.get(full_note().url).content.decode()


def test_two_headings_make_none(client: Client) -> None:
    html = client.get(full_note(body="## หนึ่ง\n\nก\n\n## สอง\n\nข").url).content.decode()

    assert 'href="#part-1"' not in html


def test_document_holds_the_text_without_its_marks() -> None:
    (document,) = documents(full_note())

    assert "เด็กอ่านไม่คล่องเลย" in document.body
    assert "เงียบ อ่าน" in document.body
    assert "**" not in document.body
    assert document.kind == "note"
    assert document.facts[0] == NotePage.NoteType.STORY.label
    assert "ป.1" in document.facts
    assert set(document.facets["tag"]) == {"อ่านออกเขียนได้", "Mind Map"}


def test_indexing_many_notes_asks_no_more_than_indexing_one(django_assert_max_num_queries: object) -> None:
    pages = [full_note() for _ in range(4)]
    documents(pages[0])
    with django_assert_max_num_queries(11) as one:
        documents(pages[0])
    with django_assert_max_num_queries(11) as four:
        assert len(documents(*pages)) == 4

    assert len(four) == len(one)


def test_page_asks_no_more_for_more_tags_and_links(client: Client, django_assert_max_num_queries: object) -> None:
    others = [full_note() for _ in range(4)]
    short = full_note(related_links=[RelatedPage(target=others[0].page_ptr)])
    long = full_note(tags=[f"คำ {n}" for n in range(6)], related_links=[RelatedPage(target=o.page_ptr) for o in others])
    client.get(short.url)
    with django_assert_max_num_queries(60) as few:
        client.get(short.url)
    with django_assert_max_num_queries(60) as many:
        client.get(long.url)

    assert len(many) <= len(few)


def test_page_describes_itself_as_an_article(client: Client) -> None:
    html = client.get(full_note(title="ประโยคแรก </script>").url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert data["@type"] == "Article"
    assert data["headline"] == "ประโยคแรก </script>"
    assert data["articleSection"] == NotePage.NoteType.STORY.label
    assert data["datePublished"] == "2026-07-24"


def test_linked_note_is_related_on_one_page_and_mentioned_on_the_other(client: Client) -> None:
    target = full_note(title="ถูกอ้างถึง")
    source = full_note(title="ผู้อ้างถึง", related_links=[RelatedPage(target=target.page_ptr)])

    assert "ถูกอ้างถึง" in client.get(source.url).content.decode()
    assert "ผู้อ้างถึง" in client.get(target.url).content.decode()


def test_members_only_note_is_mentioned_to_members_only(client: Client) -> None:
    target = full_note()
    full_note(title="บันทึกภายใน", audience="members", related_links=[RelatedPage(target=target.page_ptr)])

    assert "บันทึกภายใน" not in client.get(target.url).content.decode()
    client.force_login(UserFactory())
    assert "บันทึกภายใน" in client.get(target.url).content.decode()


def test_note_for_named_readers_is_not_there_for_others_but_for_its_author(client: Client) -> None:
    author = UserFactory()
    note = full_note(audience="people", item_authors=[ItemAuthor(user=author)])

    assert client.get(note.url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(note.url).status_code == 404
    client.force_login(author)
    assert client.get(note.url).status_code == 200
