"""From an uploaded file to its kept text: once a file, safe against kills, with back-off."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from content.files import services
from content.files.extraction.limits import Reason
from content.files.extraction.runner import Extracted
from content.files.models import FileText, FileTextState, OfficeDocument
from tests.factories.files import DocumentFactory
from tests.support import office_files as files

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.files.services import Path

pytestmark = pytest.mark.django_db


class Reader:
    """Stands for the child process, and counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0
        self.answer: Callable[[bytes], Extracted] = lambda data: Extracted(text=data.decode(), share=1.0)

    def __call__(self, path: Path, ending: str) -> Extracted:
        self.calls += 1
        return self.answer(path.read_bytes())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(services, "extract", reader)
    return reader


def failing(reason: Reason) -> Callable[[bytes], Extracted]:
    return lambda data: Extracted(reason=reason, detail="เหตุ")


def state_of(document: OfficeDocument) -> FileTextState:
    return FileText.objects.get(document=document).state


def test_an_upload_waits_and_is_read_later() -> None:
    document = DocumentFactory(content=files.docx("บันทึกการประชุมครู"), ending="docx")
    assert state_of(document) == FileTextState.WAITING

    assert services.extract_due() == 1

    found = FileText.objects.get(document=document)
    assert (found.state, found.text, found.readable_share) == (FileTextState.DONE, "บันทึกการประชุมครู", 1.0)
    assert found.extracted_at


def test_a_document_saved_again_with_the_same_file_is_not_read_again(reader: Reader) -> None:
    document = DocumentFactory()
    services.extract_due()
    document.title = "ชื่อใหม่"
    document.save()

    assert services.extract_due() == 0
    assert reader.calls == 1


def test_a_replaced_file_is_read(reader: Reader) -> None:
    document = DocumentFactory()
    services.extract_due()
    document.file = ContentFile("เนื้อหาใหม่".encode(), name="b.txt")
    document._set_document_file_metadata()
    document.save()

    services.extract_due()

    assert FileText.objects.get(document=document).text == "เนื้อหาใหม่"


def test_the_same_file_uploaded_twice_is_read_once(reader: Reader) -> None:
    DocumentFactory()
    services.extract_due()
    again = DocumentFactory()
    services.extract_due()

    assert reader.calls == 1
    assert FileText.objects.get(document=again).text == "นับนกน้ำที่ทะเลน้อย"


def test_documents_from_before_are_read_too(reader: Reader) -> None:
    document = DocumentFactory()
    FileText.objects.all().delete()

    services.extract_due()

    assert state_of(document) == FileTextState.DONE


def test_a_file_replaced_while_it_is_read_is_read_again(reader: Reader) -> None:
    document = DocumentFactory()

    def replaced(data: bytes) -> Extracted:
        if reader.calls == 1:
            document.file = ContentFile("ใหม่".encode(), name="b.txt")
            document._set_document_file_metadata()
            document.save()
        return Extracted(text=data.decode(), share=1.0)

    reader.answer = replaced
    services.extract_due()

    assert FileText.objects.get(document=document).text == "ใหม่"


def test_a_file_whose_reader_was_killed_is_taken_over_after_the_lease(reader: Reader) -> None:
    document = DocumentFactory()
    assert services._claimed().document == document

    assert services.extract_due() == 0
    with time_machine.travel(timezone.now() + services.LEASE):
        assert services.extract_due() == 1
    assert state_of(document) == FileTextState.DONE


def test_a_row_claimed_by_another_process_is_left_to_it() -> None:
    DocumentFactory()

    assert services._claimed()
    assert services._claimed() is None


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.CRASHED])
def test_what_may_pass_is_tried_again_with_longer_pauses_and_then_given_up(reader: Reader, reason: Reason) -> None:
    document = DocumentFactory()
    reader.answer = failing(reason)
    pauses = []
    now = timezone.now()
    while state_of(document) == FileTextState.WAITING:
        with time_machine.travel(now, tick=False):
            services.extract_due()
            pauses.append(FileText.objects.get(document=document).not_before - now)
        now += pauses[-1]

    assert reader.calls == services.MOST_ATTEMPTS
    assert state_of(document) == FileTextState.FAILED
    assert pauses[0] == datetime.timedelta(seconds=30)
    assert pauses == sorted(set(pauses))


@pytest.mark.parametrize("reason", [Reason.ENCRYPTED, Reason.BROKEN, Reason.NO_TEXT, Reason.RUBBISH])
def test_what_will_not_change_is_not_tried_again(reader: Reader, reason: Reason) -> None:
    document = DocumentFactory()
    reader.answer = failing(reason)
    services.extract_due()

    found = FileText.objects.get(document=document)
    assert (found.state, found.reason, found.text) == (FileTextState.UNREADABLE, reason, "")
    assert services.extract_due() == 0


def test_a_missing_file_keeps_no_other_from_being_read(reader: Reader) -> None:
    missing = DocumentFactory()
    missing.file.storage.delete(missing.file.name)
    other = DocumentFactory(content="อื่น".encode())

    services.extract_due()

    assert state_of(missing) == FileTextState.WAITING
    assert state_of(other) == FileTextState.DONE


def test_a_kind_without_text_is_not_read(reader: Reader) -> None:
    document = DocumentFactory(ending="zip")
    services.extract_due()

    assert reader.calls == 0
    assert FileText.objects.get(document=document).reason == Reason.OTHER_KIND


def test_given_up_and_outdated_files_are_read_again_on_command(reader: Reader) -> None:
    outdated, failed = DocumentFactory(content="ก".encode()), DocumentFactory(content="ข".encode())
    services.extract_due()
    FileText.objects.filter(document=outdated).update(version=0, text="เก่า")
    FileText.objects.filter(document=failed).update(state=FileTextState.FAILED, version=0)

    call_command("extract_file_texts", "--again", "--failed")

    assert {row.text for row in FileText.objects.all()} == {"ก", "ข"}


def test_a_deleted_document_takes_its_text_along() -> None:
    document = DocumentFactory()
    services.extract_due()
    document.delete()

    assert not FileText.objects.exists()
