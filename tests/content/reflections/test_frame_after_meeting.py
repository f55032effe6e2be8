"""A sheet that was handed in goes on in the writing frame: meeting, checks and draft do not undo each other."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from content.people.roles import RoleKey
from content.people.services import give_role
from content.reflections.models import Commitment, ReflectionPage
from content.reflections.services import check_commitment
from tests.content.reflections.test_frame import newest
from tests.content.reflections.writing import written
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User


pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return UserFactory(profile__work_group=WorkGroupFactory(), profile__position="ครูผู้เขียน")


@pytest.fixture
def sheet(client: Client, path: str, writer: User) -> ReflectionPage:
    client.force_login(writer)
    client.post(path, written())
    return ReflectionPage.objects.get()


def send(client: Client, sheet: ReflectionPage, **fields: object) -> HttpResponse:
    """From the frame, with everybody as readers."""
    token = client.get(f"/write/{sheet.pk}/").context["token"]
    frame = {"audience": "public", "licence": "cc-by-4.0", "action": "save", "token": token}
    return client.post(f"/write/{sheet.pk}/", {**written(), **frame, **fields})


def again(sheet: ReflectionPage) -> ReflectionPage:
    return ReflectionPage.objects.get(pk=sheet.pk)


def passed(sheet: ReflectionPage, writer: User) -> Commitment:
    return check_commitment(
        commitment=Commitment.objects.select_related("page").get(page=sheet),
        user=writer,
        note="ครบทุกกลุ่ม",
        result="passed",
        day=dt.date(2026, 11, 28),
    )


def test_page_leads_its_writer_to_the_form_and_nobody_else(client: Client, sheet: ReflectionPage, make_user) -> None:
    assert f"/write/{sheet.pk}/" in client.get(sheet.get_url()).content.decode()

    client.force_login(make_user())
    assert f"/write/{sheet.pk}/" not in client.get(sheet.get_url()).content.decode()
    assert client.get(f"/write/{sheet.pk}/").status_code == 404
    assert client.post(reverse("reflection_room", args=[sheet.pk]), written()).status_code == 404


def test_what_belongs_to_the_meeting_is_not_changed(client: Client, sheet: ReflectionPage) -> None:
    send(client, sheet, event="งานอื่น", event_type="visit", dated="01/01/2560", ji_points="คิดเพิ่ม")

    draft = newest(sheet)
    assert (draft.event, draft.event_type, draft.dated) == (sheet.event, sheet.event_type, sheet.dated)
    assert draft.ji_points == ["คิดเพิ่ม"]


def test_wider_readers_wait_for_the_review(client: Client, sheet: ReflectionPage) -> None:
    send(client, sheet, ji_points="คิดเพิ่ม")

    assert newest(sheet).audience == "public"
    assert again(sheet).audience == "members"
    client.logout()
    assert client.get(sheet.get_url()).status_code == 404


def test_handing_in_again_keeps_the_draft_and_publishes_nothing_of_it(
    client: Client, sheet: ReflectionPage, path: str
) -> None:
    send(client, sheet, tags="ประชุม")
    client.post(path, written(su_points="ฟังมาใหม่"))

    published, draft = again(sheet), newest(sheet)
    assert (published.audience, published.su_points) == ("members", ["ฟังมาใหม่"])
    assert not published.tags.exists()
    assert published.has_unpublished_changes
    assert (draft.audience, draft.su_points) == ("public", ["ฟังมาใหม่"])
    assert [tag.name for tag in draft.tags.all()] == ["ประชุม"]


def test_sheet_in_review_is_not_handed_in_again_and_nothing_is_lost(
    client: Client, sheet: ReflectionPage, path: str
) -> None:
    send(client, sheet, action="submit")
    answer = client.post(path, written(su_points="ฟังมาใหม่"))

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "ส่งตรวจแล้ว" in html
    assert "ฟังมาใหม่" in html
    assert again(sheet).su_points == sheet.su_points


def test_check_beside_a_draft_keeps_both(client: Client, sheet: ReflectionPage, writer: User) -> None:
    send(client, sheet, ji_points="คิดเพิ่ม")
    passed(sheet, writer)

    assert again(sheet).commitments.get().is_closed
    draft = newest(sheet)
    assert draft.ji_points == ["คิดเพิ่ม"]
    assert [row.check_note for row in draft.commitments.all()] == ["ครบทุกกลุ่ม"]
    html = client.get(f"/write/{sheet.pk}/").content.decode()
    assert "ปิดแล้วด้วยผลการตรวจ" in html


def test_check_during_the_review_is_not_undone_by_approving(
    client: Client, sheet: ReflectionPage, writer: User
) -> None:
    send(client, sheet, action="submit", **{"promise-0-text": "ยกร่างรายการปัญหาของผู้เรียน"})
    passed(sheet, writer)
    editor = UserFactory()
    give_role(user=editor, role=RoleKey.EDITOR)
    client.force_login(editor)
    token = client.get(f"/write/{sheet.pk}/review/").context["token"]
    client.post(f"/write/{sheet.pk}/review/", {"action": "approve", "comment": "", "token": token})

    published = again(sheet)
    assert published.audience == "public"
    # The promise that was checked, and the one with other words that the draft had in its place.
    assert sorted((row.text, row.is_closed) for row in published.commitments.all()) == [
        ("ยกร่างรายการปัญหา", True),
        ("ยกร่างรายการปัญหาของผู้เรียน", False),
    ]


def test_check_is_not_undone_by_a_version_that_waits_for_its_day(
    client: Client, sheet: ReflectionPage, writer: User
) -> None:
    send(client, sheet, publish_on="01/12/2599")
    approved = again(sheet).get_latest_revision()
    approved.publish()
    send(client, sheet, ji_points="คิดต่ออีก")
    passed(sheet, writer)
    approved.refresh_from_db()

    assert approved.pk != again(sheet).latest_revision_id
    assert [row.is_closed for row in approved.as_object().commitments.all()] == [True]
    assert [row.is_closed for row in newest(sheet).commitments.all()] == [True]


def test_readers_see_the_check_at_once_though_a_draft_waits(
    client: Client, sheet: ReflectionPage, writer: User, make_user
) -> None:
    send(client, sheet, ji_points="คิดเพิ่ม")
    client.force_login(make_user())
    assert "ครบทุกกลุ่ม" not in client.get(sheet.get_url()).content.decode()
    passed(sheet, writer)

    assert "ครบทุกกลุ่ม" in client.get(sheet.get_url()).content.decode()
    assert "คิดเพิ่ม" not in client.get(sheet.get_url()).content.decode()


def test_closed_promise_cannot_be_taken_away_or_moved(client: Client, sheet: ReflectionPage, writer: User) -> None:
    passed(sheet, writer)
    send(client, sheet, **{"promise-0-text": "ข้อใหม่", "promise-0-due_date": "01/12/2569"})

    assert [(row.text, row.is_closed) for row in newest(sheet).commitments.all()] == [
        ("ข้อใหม่", False),
        ("ยกร่างรายการปัญหา", True),
    ]
