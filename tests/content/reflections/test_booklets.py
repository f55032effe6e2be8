"""The booklet of a meeting: made once for all who may read the same sheets, kept for some days, all sheets in it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.reflections import booklets
from content.reflections.models import KeptBooklet, ReflectionPage
from content.reflections.models.booklets import KEPT, LONGEST_MAKING, RETRIED_AFTER
from content.reflections.paper import booklet as paper_booklet
from tests.factories.reflections import ReflectionPageFactory, commitment
from tests.support.papers import letters, text_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from content.reflections.models import MeetingPage

pytestmark = pytest.mark.usefixtures("site_tree")


@pytest.fixture
def address(meeting: MeetingPage) -> str:
    for number in range(3):
        ReflectionPageFactory(meeting=meeting, title=f"แผ่นที่ {number}", commitments=[commitment()])
    return reverse("meeting_booklet", args=[meeting.code])


@pytest.fixture
def in_background(monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper) -> None:
    """Three sheets are many, and the worker waits until it is called."""
    monkeypatch.setattr(booklets, "AT_ONCE", 2)
    settings.KM_BACKGROUND = "worker"


def run_worker() -> None:
    call_command("db_worker", "--backend", "background", "--batch", "--no-startup-delay", verbosity=0)


def pages_of(answer: object) -> int:
    assert answer["Content-Type"] == "application/pdf"
    return len(pypdfium2.PdfDocument(answer.content))


def break_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(booklet: object) -> bytes:
        raise OSError("No fonts.")

    monkeypatch.setattr(booklets, "make_pdf", fail)


# What stands in it


def test_booklet_has_contents_with_page_numbers_and_every_sheet(client: Client, address: str) -> None:
    answer = client.get(address)

    assert pages_of(answer) == 4
    contents, *sheets = [letters(text) for text in text_of(answer.content).split("\f")[:4]]
    for number, sheet in enumerate(sheets):
        title = letters(f"แผ่นที่ {number}")
        assert sheet.startswith(title)
        assert title in contents
        assert contents.index(title) < contents.index(str(number + 2), contents.index(title))


def test_long_contents_move_the_numbers_of_the_pages(meeting: MeetingPage) -> None:
    pages = [ReflectionPageFactory(meeting=meeting, title=f"แผ่น {number} " + "ก" * 150) for number in range(25)]
    pdf = paper_booklet.make_pdf(paper_booklet.booklet_of(meeting, pages))

    texts = [letters(text) for text in text_of(pdf).split("\f")]
    first = next(number for number, text in enumerate(texts, 1) if text.startswith(letters("แผ่น 0")))
    assert first > 2
    assert len(texts) - 1 == first - 1 + 25
    assert letters(f"{first}แผ่น 1") in texts[0].replace(".", "")


def test_sheets_beyond_the_most_are_named_as_left_out(
    client: Client, address: str, meeting: MeetingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_booklet, "MOST_SHEETS", 2)
    monkeypatch.setattr("content.reflections.meeting_reading.MOST_SHEETS", 2)

    answer = client.get(address)

    assert pages_of(answer) == 3
    assert letters("อีก 1 แผ่น") in letters(text_of(answer.content))
    assert "เล่มรวมไม่มี 1 แผ่น" in client.get(meeting.get_url()).content.decode()


# Once


def test_booklet_is_made_once(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(address).content
    monkeypatch.setattr(booklets, "make_pdf", None)

    assert client.get(address).content == first
    assert KeptBooklet.objects.count() == 1


@pytest.mark.parametrize("change", ["text", "promise", "writer", "meeting", "size", "new sheet"])
def test_what_changes_a_letter_makes_another_booklet(
    client: Client, address: str, meeting: MeetingPage, change: str
) -> None:
    client.get(address)
    page = ReflectionPage.objects.first()
    if change == "text":
        page.su_points = ["ข้อใหม่"]
        page.save_revision().publish()
    elif change == "promise":
        page.commitments.update(text="สัญญาใหม่")
    elif change == "writer":
        page.work_group_id = None
        page.school = None
        page.keywords = ["คำใหม่"]
        page.save()
    elif change == "meeting":
        type(meeting).objects.update(place="ห้องประชุมใหญ่")
    elif change == "size":
        ReflectionPage.objects.filter(pk=page.pk).update(paper_size=12.0)
    else:
        ReflectionPageFactory(meeting=meeting)

    assert pages_of(client.get(address)) in (4, 5)
    assert KeptBooklet.objects.count() == 2


def test_who_may_read_fewer_sheets_gets_another_booklet(
    client: Client, address: str, meeting: MeetingPage, make_user: object
) -> None:
    ReflectionPageFactory(meeting=meeting, title="เฉพาะสมาชิก", audience="members")
    visitor = client.get(address)
    client.force_login(make_user())
    member = client.get(address)

    assert (pages_of(visitor), pages_of(member)) == (4, 5)
    assert letters("เฉพาะสมาชิก") not in letters(text_of(visitor.content))
    client.logout()
    assert pages_of(client.get(address)) == 4


def test_asking_costs_as_many_queries_for_many_sheets(client: Client, address: str, meeting: MeetingPage) -> None:
    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = count()
    for _number in range(4):
        ReflectionPageFactory(meeting=meeting, commitments=[commitment()])
    assert count() == few


# In the background


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_background")
def test_large_booklet_is_made_outside_of_the_request(client: Client, address: str) -> None:
    waiting = client.get(address)
    again = client.get(address)

    assert (waiting.status_code, again.status_code) == (202, 202)
    assert "กำลังรวมเล่ม 3 แผ่น" in waiting.content.decode()
    assert f'href="{address}"' in waiting.content.decode()
    run_worker()
    assert pages_of(client.get(address)) == 4


@pytest.mark.usefixtures("in_background")
def test_booklet_of_sheets_that_changed_meanwhile_is_not_made(client: Client, address: str) -> None:
    client.get(address)
    asked_for = task_arguments()
    ReflectionPage.objects.first().commitments.update(text="สัญญาใหม่")
    booklets.make_kept_booklet.call(*asked_for)

    assert not KeptBooklet.objects.exists()
    assert client.get(address).status_code == 202
    booklets.make_kept_booklet.call(*task_arguments())
    assert pages_of(client.get(address)) == 4


@pytest.mark.usefixtures("in_background")
def test_booklet_whose_maker_was_killed_is_asked_for_again(client: Client, address: str) -> None:
    client.get(address)
    KeptBooklet.objects.update(since=timezone.now() - LONGEST_MAKING - datetime.timedelta(seconds=1))
    before = KeptBooklet.objects.get().since

    assert client.get(address).status_code == 202
    assert KeptBooklet.objects.get().since > before


# What goes wrong


@pytest.mark.parametrize("is_large", [False, True])
def test_failure_is_said_and_tried_again_after_a_while(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch, *, is_large: bool
) -> None:
    if is_large:
        monkeypatch.setattr(booklets, "AT_ONCE", 2)
    with monkeypatch.context() as broken:
        break_layout(broken)
        answer = client.get(address)
        if is_large:
            booklets.make_kept_booklet.call(*task_arguments())
            answer = client.get(address)
    assert answer.status_code == 503
    assert "รวมเล่มไม่สำเร็จ" in answer.content.decode()

    assert client.get(address).status_code == 503
    KeptBooklet.objects.update(since=timezone.now() - RETRIED_AFTER)
    client.get(address)
    if is_large:
        booklets.make_kept_booklet.call(*task_arguments())
    assert pages_of(client.get(address)) == 4


def task_arguments() -> tuple[int, int, list[int]]:
    """In a test nothing is committed, so that what would run after the commit is run by hand."""
    pages = list(ReflectionPage.objects.order_by("first_published_at", "pk"))
    return KeptBooklet.objects.get().pk, pages[0].meeting_id, [page.pk for page in pages]


def test_lost_file_is_made_again(client: Client, address: str) -> None:
    client.get(address)
    kept = KeptBooklet.objects.get()
    kept.file.storage.delete(kept.file.name)

    assert pages_of(client.get(address)) == 4


def test_old_booklets_are_thrown_away_with_their_files(client: Client, address: str) -> None:
    client.get(address)
    file = KeptBooklet.objects.get().file
    booklets.delete_old_booklets.call()
    assert file.storage.exists(file.name)

    KeptBooklet.objects.update(since=timezone.now() - KEPT)
    booklets.delete_old_booklets.call()

    assert not KeptBooklet.objects.exists()
    assert not file.storage.exists(file.name)
