"""From a QR code to a sheet handed in, and what comes of it on the page of the meeting."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from content.core.audiences import refresh_audiences
from content.people.roles import RoleKey
from content.reflections.models import Commitment, MeetingPage, ReflectionPage
from tests.content.reflections.writing import written
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.reflections import (
    ReflectionIndexPageFactory,
)

pytestmark = pytest.mark.usefixtures("site_tree")


def test_sheet_handed_in_is_a_live_page_of_its_writer(client, meeting, path, make_user):
    user = make_user(profile__position="ครูผู้สอน ป.5")
    client.force_login(user)
    answer = client.post(path, written())
    page = ReflectionPage.objects.get()
    assert (answer.status_code, answer.url) == (302, page.get_url())
    assert (page.live, page.meeting, page.event, page.audience) == (True, meeting, meeting.title, "members")
    assert [author.user for author in page.item_authors.all()] == [user]
    assert page.su_points == ["งานวิชาการคืองานหลัก", "ทุกกลุ่มตอบให้ได้"]
    promise = page.commitments.get()
    assert (promise.text, promise.due_date, promise.stage) == ("ยกร่างรายการปัญหา", dt.date(2026, 11, 30), "P")
    assert page.paper_size == 15


def test_sheet_sent_twice_is_one_sheet(client, path, make_user):
    client.force_login(make_user())
    for _ in range(2):
        assert client.post(path, written(), headers={"Accept": "application/json"}).json()["url"]
    assert ReflectionPage.objects.count() == 1


def test_sheet_sent_again_takes_the_place_of_the_first_and_keeps_its_checks(client, path, make_user):
    client.force_login(make_user())
    client.post(path, written())
    promise = Commitment.objects.get()
    check = {"checked_on": "1/11/2569", "check_note": "เสนอแล้ว", "check_result": "passed"}
    client.post(reverse("check_commitment", args=[promise.pk]), check)
    client.post(path, written(title="ข้อคิดใหม่", **{"promise-0-text": "เรื่องใหม่"}))
    page = ReflectionPage.objects.get()
    assert page.title == "ข้อคิดใหม่"
    assert {(row.text, row.is_closed) for row in page.commitments.all()} == {
        ("เรื่องใหม่", False),
        ("ยกร่างรายการปัญหา", True),
    }


def test_each_person_has_a_sheet(client, meeting, path):
    for _ in range(2):
        client.force_login(UserFactory())
        client.post(path, written())
    assert meeting.sheets.count() == 2


def test_form_begins_with_what_was_handed_in(client, path, make_user):
    client.force_login(make_user())
    client.post(path, written())
    text = client.get(path).content.decode()
    assert "ทุกกลุ่มตอบให้ได้" in text
    assert "ยกร่างรายการปัญหา" in text


def test_too_long_a_sheet_is_refused_with_where_to_cut_and_nothing_is_lost(client, path, make_user):
    client.force_login(make_user())
    long = "\n".join(["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน " * 7] * 8)
    answer = client.post(path, written(su_points=long, ji_points=long))
    assert answer.status_code == 422
    assert ReflectionPage.objects.count() == 0
    text = answer.content.decode()
    assert "ยาวเกินกระดาษ A4" in text
    assert "งานวิชาการคืองานหลัก" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "id_title_error"),
        ({"su_points": "", "ji_points": "", "pu_questions": ""}, "id_su_points_error"),
        ({"su_points": "ก" * 200_000}, "id_su_points_error"),
        ({"li_summary": "ก" * 801}, "id_li_summary_error"),
        ({"promise-0-due_date": ""}, "id_promise-0-due_date_error"),
        ({"promise-0-due_date": "30/11/69"}, "id_promise-0-due_date_error"),
        ({"promise-0-text": ""}, "id_promise-0-text_error"),
        ({"promise-0-stage": "X"}, "id_promise-0-stage_error"),
        ({"keywords": "\n".join("กขคงจฉชซ")}, "id_keywords_error"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, path, make_user, changes, said):
    client.force_login(make_user())
    answer = client.post(path, written(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ReflectionPage.objects.count() == 0


def test_form_without_its_management_fields_is_no_error_of_the_server(client, path, make_user):
    client.force_login(make_user())
    assert client.post(path, {"title": "x"}).status_code == 422


def picture(kind: str = "JPEG", size: tuple[int, int] = (3000, 2000)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "#a8245b").save(buffer, kind)
    return buffer.getvalue()


def test_photo_is_kept_small_and_as_private_as_its_sheet(client, path, make_user):
    client.force_login(make_user())
    client.post(path, {**written(), "photo": SimpleUploadedFile("ภาพ.jpg", picture(), "image/jpeg")})
    document = ReflectionPage.objects.get().item_attachments.get().document
    with document.open_file() as file, Image.open(file) as kept:
        assert (kept.format, max(kept.size)) == ("JPEG", 2000)
    assert client.get(document.url).status_code == 200
    client.logout()
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff broken", b"<svg onload='alert(1)'/>"])
def test_what_is_no_picture_is_refused(client, path, make_user, content):
    client.force_login(make_user())
    answer = client.post(path, {**written(), "photo": SimpleUploadedFile("a.jpg", content, "image/jpeg")})
    assert answer.status_code == 422
    assert "id_photo_error" in answer.content.decode()


# Who may


def test_writing_needs_an_account(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert "login" in answer.url


def test_code_of_a_meeting_one_may_not_read_is_not_found(client, meeting, make_user):
    group = WorkGroupFactory()
    restriction = PageViewRestriction.objects.create(page=meeting, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([group.group])
    refresh_audiences(meeting)
    client.force_login(make_user())
    for name in ("meeting_sheet", "meeting_qr", "meeting_booklet"):
        assert client.get(reverse(name, args=[meeting.code])).status_code == 404
    assert client.post(reverse("meeting_measure", args=[meeting.code]), written()).status_code == 404


def test_closed_meeting_takes_nothing(client, meeting, path, make_user):
    MeetingPage.objects.filter(pk=meeting.pk).update(is_open=False)
    client.force_login(make_user())
    assert client.post(path, written()).status_code == 403
    assert ReflectionPage.objects.count() == 0


def test_sheets_are_seen_by_members_and_not_by_visitors(client, meeting, path, make_user):
    user = make_user(profile__position="ศึกษานิเทศก์")
    client.force_login(user)
    client.post(path, written())
    seen = client.get(meeting.get_url()).content.decode()
    assert "ศึกษานิเทศก์" in seen
    assert "ใครตรวจสอบระหว่างทาง" in seen
    assert "ยกร่างรายการปัญหา" in seen
    client.logout()
    seen = client.get(meeting.get_url()).content.decode()
    assert "ใครตรวจสอบระหว่างทาง" not in seen
    assert "ยกร่างรายการปัญหา" not in seen
    page = ReflectionPage.objects.get()
    assert client.get(reverse("reflection_paper", args=[page.pk])).status_code == 404
    assert client.get(reverse("meeting_booklet", args=[meeting.code])).status_code == 404


def test_those_who_contribute_open_meetings_and_others_do_not(client, make_user):
    ReflectionIndexPageFactory()
    fields = {"title": "ประชุมครู", "held_on": "8/5/2569", "event_type": "meeting", "sheet_audience": "members"}
    client.force_login(make_user(RoleKey.MEMBER))
    assert client.post(reverse("new_meeting"), fields).status_code == 403
    client.force_login(make_user(RoleKey.CONTRIBUTOR))
    assert client.post(reverse("new_meeting"), fields).status_code == 302
    meeting = MeetingPage.objects.get()
    assert (meeting.title, meeting.held_on) == ("ประชุมครู", dt.date(2026, 5, 8))
    client.logout()
    assert client.get(meeting.get_url()).status_code == 404


def test_meeting_for_a_group_is_read_by_the_group_alone(client, make_user):
    ReflectionIndexPageFactory()
    group = WorkGroupFactory()
    caller = make_user(RoleKey.CONTRIBUTOR)
    caller.groups.add(group.group)
    client.force_login(caller)
    fields = {"title": "ประชุมกลุ่ม", "held_on": "8/5/2569", "event_type": "meeting", "sheet_audience": "work_group"}
    assert client.post(reverse("new_meeting"), fields).status_code == 200
    assert client.post(reverse("new_meeting"), {**fields, "work_group": group.pk}).status_code == 302
    meeting = MeetingPage.objects.get()
    client.post(reverse("meeting_sheet", args=[meeting.code]), written())
    sheet = ReflectionPage.objects.get()
    assert client.get(sheet.get_url()).status_code == 200
    client.force_login(make_user())
    assert client.get(meeting.get_url()).status_code == 404
    assert client.get(sheet.get_url()).status_code == 404


def test_page_shows_the_whole_address_to_type(client, meeting, settings, make_user):
    settings.SITE_URL = "https://km.example.go.th"
    client.force_login(make_user())
    assert f">km.example.go.th/m/{meeting.code}/</a>" in client.get(meeting.url).content.decode()
