"""Who finds a file by its text, and when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import PageViewRestriction

from content.core.audiences import audiences_of
from content.files import services
from content.files.models import FileText, FileTextState
from content.files.permissions import can_download
from content.knowledge.models import ItemAttachment
from search.service import SearchQuery, search
from tests.factories.files import DocumentFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.core.models import BasePage
    from content.files.models import OfficeDocument

pytestmark = pytest.mark.django_db
WORD = "ทะเลน้อย"


@pytest.fixture
def document(site_tree: object) -> OfficeDocument:
    document = DocumentFactory(title="แบบสังเกต")
    services.extract_due()
    return document


def note_with(*documents: OfficeDocument, **fields: object) -> BasePage:
    note = NotePageFactory(**fields)
    for document in documents:
        note.item_attachments.add(ItemAttachment(document=document))
    note.save_revision().publish()
    return note


def found(user: object = None, text: str = WORD) -> list[str]:
    results = search(SearchQuery(text=text), audiences_of(user or AnonymousUser()))
    return [hit.key for hit in results.hits if hit.kind == "file"]


def hide(page: BasePage, group: Group) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    return restriction


def test_a_file_on_a_public_page_is_found_by_its_text(document: OfficeDocument) -> None:
    note_with(document)

    assert found() == [services.document_key(document.pk)]


def test_the_hit_opens_the_file_under_its_title(document: OfficeDocument) -> None:
    note_with(document)
    hit = next(hit for hit in search(SearchQuery(text=WORD), {"public"}).hits if hit.kind == "file")

    assert "".join(segment.text for segment in hit.title) == "แบบสังเกต"
    assert hit.url == document.url


def test_a_file_on_no_page_is_found_by_nobody(document: OfficeDocument) -> None:
    reader = UserFactory()

    assert found() == found(reader) == []
    assert not can_download(reader, document)


def test_a_file_on_a_page_of_a_group_is_found_by_the_group_alone(document: OfficeDocument) -> None:
    group = Group.objects.create(name="กลุ่ม")
    member, other = UserFactory(), UserFactory()
    member.groups.add(group)
    hide(note_with(document), group)

    assert found(member)
    assert found(other) == found() == []


def test_one_readable_page_is_enough(document: OfficeDocument) -> None:
    hide(note_with(document), Group.objects.create(name="กลุ่ม"))
    note_with(document)

    assert found()


def test_who_finds_a_file_may_download_it_and_the_other_way_round(document: OfficeDocument) -> None:
    group = Group.objects.create(name="กลุ่ม")
    member = UserFactory()
    member.groups.add(group)
    hide(note_with(document), group)

    for user in (member, UserFactory(), AnonymousUser()):
        assert bool(found(user)) == can_download(user, document)


def test_a_file_leaves_with_its_page(document: OfficeDocument) -> None:
    for action in ("unpublish", "delete"):
        note = note_with(document)
        assert found()

        getattr(note, action)()

        assert not found()


def test_a_file_taken_from_its_page_is_no_longer_found(document: OfficeDocument) -> None:
    note = note_with(document)
    assert found()
    note.item_attachments.clear()
    note.save_revision().publish()

    assert not found()
    assert not can_download(AnonymousUser(), document)


def test_a_draft_that_links_to_a_file_shows_it_to_nobody(document: OfficeDocument) -> None:
    note = NotePageFactory()
    note.item_attachments.add(ItemAttachment(document=document))
    note.save_revision()

    assert not found()


def test_a_restriction_holds_at_once_and_ends_at_once(document: OfficeDocument) -> None:
    restriction = hide(note_with(document), Group.objects.create(name="กลุ่ม"))
    assert not found()

    restriction.delete()

    assert found()


def test_a_restriction_above_the_page_holds_too(document: OfficeDocument) -> None:
    note = note_with(document)
    hide(note.get_parent(), Group.objects.create(name="กลุ่ม"))

    assert not found()


def test_a_title_is_found_before_the_text_is_there(site_tree: object) -> None:
    note_with(DocumentFactory(title="ผังทะเลน้อย"))

    assert found()


def test_a_text_comes_in_when_it_has_been_read(site_tree: object) -> None:
    note_with(DocumentFactory(title="แบบสังเกต"))
    assert not found()

    services.extract_due()

    assert found()


def test_the_old_text_is_not_found_while_a_new_file_waits(document: OfficeDocument) -> None:
    note_with(document)
    services.request_again(document=document)
    services.announce([document.pk])

    assert not found()


def test_text_of_a_file_that_cannot_be_read_is_not_found(document: OfficeDocument) -> None:
    note_with(document)
    FileText.objects.filter(document=document).update(state=FileTextState.UNREADABLE)
    services.announce([document.pk])

    assert not found()
    assert found(text="แบบสังเกต")


def test_a_changed_title_is_found(document: OfficeDocument) -> None:
    note_with(document)
    document.title = "นกเป็ดน้ำ"
    document.save()

    assert found(text="นกเป็ดน้ำ")


def test_a_deleted_document_is_not_found(document: OfficeDocument) -> None:
    note_with(document)
    assert found()
    document.delete()

    assert not found()


def test_the_engine_is_not_trusted_alone(document: OfficeDocument) -> None:
    source = services_source()
    note = note_with(document)
    key = services.document_key(document.pk)
    assert source.visible_keys([key], frozenset({"public"})) == {key}

    hide(note, Group.objects.create(name="กลุ่ม"))

    assert source.visible_keys([key], frozenset({"public"})) == set()


def test_queries_do_not_grow_with_the_documents(site_tree: object, django_assert_num_queries: object) -> None:
    source = services_source()
    documents = [DocumentFactory() for _ in range(6)]
    note_with(*documents)
    keys = [services.document_key(document.pk) for document in documents]
    list(source.documents(keys[:1]))

    with django_assert_num_queries(4):
        assert len(list(source.documents(keys))) == 6


def services_source():
    from search.registry import owner_of

    return owner_of("document:1")
