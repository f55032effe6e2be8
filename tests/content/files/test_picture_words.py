"""What a picture shows is found by its alternative text, wherever the picture stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.images.tests.utils import get_test_image_file_jpeg

from content.core.search_sources import page_key
from content.files.models import OfficeImage
from content.forums.services.spreading import topic_changed
from search.service import SearchQuery, search
from tests.factories.forums import TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.website import NewsPageFactory, SchoolPageFactory, StandardPageFactory

if TYPE_CHECKING:
    from content.core.models import BasePage

pytestmark = pytest.mark.django_db
WORDS = "เด็กนั่งเรือดูนกเป็ดน้ำ"


@pytest.fixture
def picture(site_tree: object) -> OfficeImage:
    return OfficeImage.objects.create(title="x", description=WORDS, file=get_test_image_file_jpeg())


def found(text: str = "นกเป็ดน้ำ") -> list[str]:
    return [hit.key for hit in search(SearchQuery(text, exact=True), {"public"}).hits]


def with_cover(factory: type, picture: OfficeImage) -> BasePage:
    page = factory(cover=picture)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("factory", [NewsPageFactory, NotePageFactory, StandardPageFactory, SchoolPageFactory])
def test_cover_is_found_by_its_words(factory: type, picture: OfficeImage) -> None:
    page = with_cover(factory, picture)

    assert found() == [page_key(page.pk)]


def test_cover_of_a_page_for_members_is_found_by_members_only(picture: OfficeImage) -> None:
    note = NotePageFactory(cover=picture, audience="members")
    note.save_revision().publish()

    assert found() == []
    assert [hit.key for hit in search(SearchQuery("นกเป็ดน้ำ"), {"public", "members"}).hits] == [page_key(note.pk)]


def test_words_that_were_changed_are_found_and_the_former_are_not(picture: OfficeImage) -> None:
    page = with_cover(NewsPageFactory, picture)
    assert found() == [page_key(page.pk)]
    picture.description = "ลิงเก็บมังคุด"
    picture.save()

    assert found() == []
    assert found("มังคุด") == [page_key(page.pk)]


def test_words_go_with_their_picture(picture: OfficeImage) -> None:
    with_cover(NewsPageFactory, picture)
    assert found()
    picture.delete()

    assert found() == []


def test_picture_in_a_note_and_in_a_post_is_found_by_its_words(site_tree: object) -> None:
    note = NotePageFactory(body=f"เล่าเรื่อง\n\n![{WORDS}](/media/a.png)")
    topic = TopicFactory(title="ไปดูอะไรมา", text=f"ภาพนี้ ![{WORDS}](/media/b.png)")
    topic_changed(topic)

    assert set(found()) == {page_key(note.pk), f"topic:{topic.pk}:0"}
