"""A one-page reflection of no meeting in the writing frame: written as a draft, reviewed, published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from content.people.roles import RoleKey
from content.people.services import give_role
from content.reflections.models import ReflectionPage
from tests.content.reflections.writing import written
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.reflections import ReflectionIndexPageFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User

NEW = "/write/reflections/new/"


@pytest.fixture
def writer(site_tree: object) -> User:
    ReflectionIndexPageFactory()
    group = WorkGroupFactory()
    person = UserFactory(profile__work_group=group, profile__position="ครูผู้เขียน")
    give_role(user=person, role=RoleKey.CONTRIBUTOR)
    return person


@pytest.fixture
def reviewer(writer: User) -> User:
    person = UserFactory(profile__work_group=writer.profile.work_group)
    give_role(user=person, role=RoleKey.REVIEWER)
    person.groups.add(writer.profile.work_group.reviewer_group)
    return person


def typed(**fields: object) -> dict[str, object]:
    """A sheet of no meeting as the frame sends it."""
    frame = {
        "event": "อบรมการเขียนหน่วยการเรียนรู้",
        "event_type": "training",
        "dated": "12/05/2569",
        "audience": "public",
        "licence": "cc-by-4.0",
        "key": str(uuid4()),
        "action": "save",
    }
    return {**written(), **frame, **fields}


def begin(client: Client, user: User, **fields: object) -> ReflectionPage:
    client.force_login(user)
    client.post(NEW, typed(work_group=user.profile.work_group_id or "", **fields))
    return ReflectionPage.objects.order_by("pk").last()


def send(client: Client, page: ReflectionPage, **fields: object) -> HttpResponse:
    token = client.get(f"/write/{page.pk}/").context["token"]
    return client.post(f"/write/{page.pk}/", typed(token=token, **fields))


def newest(page: ReflectionPage) -> ReflectionPage:
    return ReflectionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def approve(client: Client, reviewer: User, page: ReflectionPage) -> None:
    client.force_login(reviewer)
    token = client.get(f"/write/{page.pk}/review/").context["token"]
    client.post(f"/write/{page.pk}/review/", {"action": "approve", "comment": "", "token": token})


def test_chooser_offers_it_to_those_who_write(client: Client, writer: User) -> None:
    client.force_login(writer)
    assert NEW in client.get("/write/").content.decode()

    client.force_login(UserFactory())
    assert NEW not in client.get("/write/").content.decode()
    assert client.get(NEW).status_code == 403


def test_all_that_is_typed_is_in_the_draft(client: Client, writer: User) -> None:
    page = begin(client, writer)
    draft = newest(page)

    assert not page.live
    assert (draft.event, draft.event_type, draft.dated.isoformat()) == (
        "อบรมการเขียนหน่วยการเรียนรู้",
        "training",
        "2026-05-12",
    )
    assert draft.su_points == ["งานวิชาการคืองานหลัก", "ทุกกลุ่มตอบให้ได้"]
    assert draft.keywords == ["บูรณาการ", "ผู้เรียน"]
    assert draft.summary == draft.li_summary == "เปลี่ยนเป็นแผนของผู้เรียน"
    assert [(row.text, row.due_date.isoformat(), row.stage) for row in draft.commitments.all()] == [
        ("ยกร่างรายการปัญหา", "2026-11-30", "P")
    ]
    html = client.get(f"/write/{page.pk}/").content.decode()
    assert "ยกร่างรายการปัญหา" in html
    assert "30/11/2569" in html


def test_saving_again_without_a_change_makes_no_version(client: Client, writer: User) -> None:
    page = begin(client, writer)
    before = page.revisions.count()
    send(client, page, work_group=writer.profile.work_group_id)

    assert page.revisions.count() == before


def test_a_title_alone_is_kept(client: Client, writer: User) -> None:
    client.force_login(writer)
    client.post(NEW, {"title": "เริ่มไว้ก่อน", "key": str(uuid4()), "action": "autosave"})

    assert newest(ReflectionPage.objects.get()).title == "เริ่มไว้ก่อน"


def test_promise_without_a_day_is_kept_but_not_submitted(client: Client, writer: User) -> None:
    page = begin(client, writer, **{"promise-0-due_date": "", "action": "submit"})

    assert [(row.text, row.due_date) for row in newest(page).commitments.all()] == [("ยกร่างรายการปัญหา", None)]
    answer = send(client, page, **{"promise-0-due_date": "", "action": "submit"})
    assert "สิ่งที่จะทำต่อ 1: " in answer.content.decode()
    assert page.current_workflow_state is None


def test_what_is_refused_keeps_its_former_value_and_the_rest_is_saved(client: Client, writer: User) -> None:
    page = begin(client, writer)
    answer = send(client, page, **{"su_points": "ก" * 500, "ji_points": "คิดใหม่", "promise-0-due_date": "31/02/2569"})

    draft = newest(page)
    assert draft.su_points == ["งานวิชาการคืองานหลัก", "ทุกกลุ่มตอบให้ได้"]
    assert draft.ji_points == ["คิดใหม่"]
    assert [row.due_date.isoformat() for row in draft.commitments.all()] == ["2026-11-30"]
    html = answer.content.decode()
    assert "31/02/2569" in html
    assert "ก" * 500 in html


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"li_summary": ""}, "li_summary"),
        ({"keywords": ""}, "keywords"),
        ({"event": ""}, "event"),
        ({"dated": ""}, "dated"),
        ({"su_points": "", "ji_points": "", "pu_questions": ""}, "su_points"),
        ({"su_points": "\n".join(["งานวิชาการคืองานหลัก " * 18] * 8), "ji_points": "ยาวมาก " * 50}, "su_points"),
    ],
)
def test_incomplete_or_too_long_a_sheet_is_kept_and_not_submitted(
    client: Client, writer: User, fields: dict[str, str], place: str
) -> None:
    page = begin(client, writer)
    too_long = {name: "\n".join(["ทุกกลุ่มตอบให้ได้ว่าผู้เรียนได้อะไร " * 10] * 8) for name in ("pu_questions",)}
    answer = send(client, page, action="submit", **({**too_long, **fields} if "ยาวมาก" in str(fields) else fields))

    errors = answer.context["form"].errors
    assert errors.keys() & {place, "pu_questions", "ji_points"}
    assert not any("เว้นว่าง" in message for messages in errors.values() for message in messages)
    assert ReflectionPage.objects.get(pk=page.pk).current_workflow_state is None


def test_approved_sheet_is_published_with_its_size_and_not_by_its_writer(
    client: Client, writer: User, reviewer: User
) -> None:
    page = begin(client, writer, action="submit")
    approve(client, writer, page)
    assert not ReflectionPage.objects.get(pk=page.pk).live

    approve(client, reviewer, page)
    published = ReflectionPage.objects.get(pk=page.pk)
    assert published.live
    assert published.paper_size
    assert client.get(published.get_url()).status_code == 200


def test_what_cannot_be_published_any_more_is_told_to_the_reviewer(
    client: Client, writer: User, reviewer: User
) -> None:
    page = begin(client, writer, action="submit")
    revision = ReflectionPage.objects.get(pk=page.pk).latest_revision
    revision.content["li_summary"] = ""
    revision.save(update_fields=["content"])
    client.force_login(reviewer)
    token = client.get(f"/write/{page.pk}/review/").context["token"]
    answer = client.post(f"/write/{page.pk}/review/", {"action": "approve", "comment": "", "token": token})

    assert "เผยแพร่ตามที่เป็นอยู่ไม่ได้" in answer.content.decode()
    assert answer.context["may_decide"]
    assert not ReflectionPage.objects.get(pk=page.pk).live


def test_reviewer_reads_the_whole_sheet(client: Client, writer: User, reviewer: User) -> None:
    page = begin(client, writer, action="submit")
    client.force_login(reviewer)
    html = client.get(f"/write/{page.pk}/review/").content.decode()

    for text in ("งานวิชาการคืองานหลัก", "เริ่มจากปัญหาผู้เรียน", "ใครตรวจสอบระหว่างทาง", "ยกร่างรายการปัญหา"):
        assert text in html


def test_preview_shows_the_page_and_the_room_without_scripts(client: Client, writer: User) -> None:
    client.force_login(writer)
    html = client.post(NEW, typed(action="preview")).content.decode()

    assert "data:image/png;base64," in html
    assert "เหลือที่อีกประมาณ" in html
    assert not ReflectionPage.objects.exists()


def test_room_is_measured_without_saving(client: Client, writer: User) -> None:
    page = begin(client, writer)
    long = "\n".join(["งานวิชาการคืองานหลัก งานอื่นเป็นงานสนับสนุน " * 7] * 8)
    for address in (reverse("reflection_room"), reverse("reflection_room", args=[page.pk])):
        assert client.post(address, typed()).json()["fits"]
        assert not client.post(address, typed(su_points=long, ji_points=long)).json()["fits"]
    assert newest(page).su_points == ["งานวิชาการคืองานหลัก", "ทุกกลุ่มตอบให้ได้"]


def test_two_tabs_show_both_versions(client: Client, writer: User) -> None:
    page = begin(client, writer)
    old = client.get(f"/write/{page.pk}/").context["token"]
    send(client, page, **{"promise-0-text": "เชิญกลุ่มนิเทศ"})
    answer = client.post(f"/write/{page.pk}/", typed(token=old, ji_points="คิดอีกแบบ"))

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "เชิญกลุ่มนิเทศ" in html
    assert "คิดอีกแบบ" in html
    assert newest(page).ji_points == ["เริ่มจากปัญหาผู้เรียน"]


def test_versions_differ_by_what_is_promised(client: Client, writer: User) -> None:
    page = begin(client, writer)
    send(client, page, **{"promise-0-text": "เชิญกลุ่มนิเทศ", "promise-0-stage": "D"})
    first, second = page.revisions.order_by("pk").values_list("pk", flat=True)
    html = client.get(f"/write/{page.pk}/versions/compare/", {"a": first, "b": second}).content.decode()

    assert "เชิญ" in html


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"promise-TOTAL_FORMS": "x", "promise-INITIAL_FORMS": "-1"},
        {"promise-TOTAL_FORMS": "100000", "promise-INITIAL_FORMS": "100000"},
        {"title": "\x00\u200b", "su_points": "\u200b", "event_type": "?", "promise-TOTAL_FORMS": "3"},
    ],
)
def test_broken_form_is_no_error_of_the_server(client: Client, writer: User, data: dict[str, str]) -> None:
    client.force_login(writer)
    for action in ("save", "submit", "preview"):
        assert client.post(NEW, {**data, "action": action}).status_code in {200, 302, 422}
    assert client.post(reverse("reflection_room"), data).status_code == 200
