"""Sheets as paper, and the checks of what their writers promised."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.knowledge.models import ItemAuthor
from content.people.roles import RoleKey
from content.reflections.models import ReflectionPage
from tests.content.reflections.writing import written
from tests.factories.reflections import ReflectionPageFactory, commitment

pytestmark = pytest.mark.usefixtures("site_tree")


# Papers


def test_paper_is_one_page_and_shown_to_who_may_read(client):
    page = ReflectionPageFactory()
    answer = client.get(reverse("reflection_paper", args=[page.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(answer.content)) == 1


def test_booklet_has_contents_and_a_page_for_each_sheet(client, meeting):
    for number in range(3):
        ReflectionPageFactory(meeting=meeting, title=f"แผ่นที่ {number}")
    answer = client.get(reverse("meeting_booklet", args=[meeting.code]))
    assert len(pypdfium2.PdfDocument(answer.content)) == 4


def test_qr_code_is_a_picture_of_the_short_address(client, meeting):
    answer = client.get(reverse("meeting_qr", args=[meeting.code]))
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer.content.startswith(b"<svg")


def test_room_is_measured_without_saving(client, meeting, make_user):
    client.force_login(make_user())
    answer = client.post(reverse("meeting_measure", args=[meeting.code]), written(picture="1")).json()
    assert answer["fits"]
    assert answer["lines_left"] > 5
    assert answer["picture"].startswith("data:image/png;base64,")
    assert ReflectionPage.objects.count() == 0


def test_preview_works_without_scripts(client, path, make_user):
    client.force_login(make_user())
    answer = client.post(path, written(action="preview", title=""))
    assert "data:image/png;base64," in answer.content.decode()
    assert ReflectionPage.objects.count() == 0


# Checks


def test_commitment_closes_only_with_a_check(client, make_user):
    user = make_user(profile__position="หัวหน้ากลุ่ม")
    page = ReflectionPageFactory(commitments=[commitment()], item_authors=[ItemAuthor(user=user)])
    promise = page.commitments.get()
    client.force_login(user)
    address = reverse("check_commitment", args=[promise.pk])
    assert client.post(address, {"checked_on": "1/11/2569", "check_result": "passed"}).status_code == 200
    promise.refresh_from_db()
    assert not promise.is_closed
    client.post(address, {"checked_on": "1/11/2569", "check_note": "ยังไม่ครบ", "check_result": "mend"})
    promise.refresh_from_db()
    assert (promise.is_closed, promise.check_note) == (False, "ยังไม่ครบ")
    client.post(address, {"checked_on": "2/11/2569", "check_note": "ครบแล้ว", "check_result": "passed"})
    promise.refresh_from_db()
    assert (promise.is_closed, promise.checked_by, promise.checked_on) == (True, "หัวหน้ากลุ่ม", dt.date(2026, 11, 2))
    assert "ครบแล้ว" in client.get(page.get_url()).content.decode()


def test_only_writers_and_editors_check(client, make_user):
    page = ReflectionPageFactory(commitments=[commitment()])
    address = reverse("check_commitment", args=[page.commitments.get().pk])
    assert client.get(address).status_code == 302
    client.force_login(make_user(RoleKey.REVIEWER))
    assert client.get(address).status_code == 403
    assert address not in client.get(page.get_url()).content.decode()
    client.force_login(make_user(RoleKey.EDITOR))
    assert client.get(address).status_code == 200
    assert address in client.get(page.get_url()).content.decode()


def test_page_of_a_meeting_asks_as_often_for_many_sheets(client, meeting, make_user):
    client.force_login(make_user())

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(meeting.get_url())
        return len(queries)

    ReflectionPageFactory(meeting=meeting, commitments=[commitment()])
    count()
    few = count()
    for _ in range(5):
        ReflectionPageFactory(meeting=meeting, commitments=[commitment()])
    assert count() <= few
