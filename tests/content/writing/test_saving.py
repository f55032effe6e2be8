"""Saving while one types, two people at once, old versions: nothing is overwritten silently, nothing piles up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from content.core import page_cache
from content.notes.models import NotePage
from content.writing.models import Desk
from content.writing.services.desks import AWAY_AFTER
from tests.content.writing.conftest import body_of, typed

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.content.writing.conftest import Office


@pytest.fixture
def shared(office: Office, at: object) -> NotePage:
    """A draft of the writer and the colleague; nobody is at its desk."""
    with at(office.writer) as desk:
        page = desk.begin(coauthors="colleague")
    Desk.objects.update(editor=None, seen_at=None, autosave=None)
    return NotePage.objects.get(pk=page.pk)


def test_typing_makes_one_version_however_often_it_is_saved(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        token = desk.token(page)
        for number in range(5):
            answer = desk.autosave(page, token, part_0=f"ครั้งที่ {number}")
            token = answer.json()["token"]

    assert page.revisions.count() == 2
    assert "ครั้งที่ 4" in body_of(page)


def test_saving_on_purpose_makes_a_version_that_stays(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        token = desk.autosave(page, desk.token(page), part_0="อัตโนมัติ").json()["token"]
        desk.save(page, token, part_0="ตั้งใจ")
        desk.autosave(page, desk.token(page), part_0="ต่อ")
    texts = [revision.as_object().body for revision in page.revisions.order_by("pk")]

    assert len(texts) == 3
    assert "ตั้งใจ" in texts[1]


def test_first_automatic_save_makes_the_draft_and_tells_its_address(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    values = typed(action="autosave", key=str(uuid4()), title="")
    answers = [
        client.post("/write/notes/new/", values, headers={"accept": "application/json"}).json() for _ in range(2)
    ]

    assert NotePage.objects.count() == 1
    assert answers[0]["url"] == f"/write/{NotePage.objects.get().pk}/"
    assert answers[0]["token"] == answers[1]["token"]


def test_automatic_save_keeps_what_is_valid_and_names_what_is_not(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.autosave(page, desk.token(page), part_0="ใหม่", dated="พรุ่งนี้เช้า").json()

    assert list(answer["errors"]) == ["dated"]
    assert "ใหม่" in body_of(page)


def test_automatic_save_with_an_old_token_is_refused(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        old = desk.token(page)
        desk.autosave(page, old, part_0="แท็บแรก")
        answer = desk.autosave(page, old, part_0="แท็บสอง")

    assert answer.status_code == 409
    assert answer.json()["error"] == "changed"
    assert "แท็บแรก" in body_of(page)


def test_two_people_see_both_versions_and_nothing_is_overwritten(office: Office, at: object, shared: NotePage) -> None:
    with at(office.colleague) as desk:
        token = desk.token(shared)
    with at(office.writer) as desk:
        desk.save(shared, coauthors="colleague", part_0="นักเรียนชอบวาดภาพ")
    with at(office.colleague) as desk:
        answer = desk.save(shared, token, coauthors="colleague", part_0="นักเรียนชอบอ่านหนังสือ")
        html = answer.content.decode()

    assert answer.status_code == 409
    assert "นักเรียนชอบวาดภาพ" in body_of(shared)
    assert "<del" in html
    assert "<ins" in html
    assert answer.context["form"]["part_0"].value() == "นักเรียนชอบอ่านหนังสือ"


def test_merged_text_is_saved_upon_the_other_version(office: Office, at: object, shared: NotePage) -> None:
    with at(office.colleague) as desk:
        token = desk.token(shared)
    with at(office.writer) as desk:
        desk.save(shared, coauthors="colleague", part_0="วาด")
    with at(office.colleague) as desk:
        newest = desk.save(shared, token, coauthors="colleague", part_0="อ่าน").context["token"]
        desk.save(shared, newest, coauthors="colleague", part_0="วาดและอ่าน")

    assert "วาดและอ่าน" in body_of(shared)
    assert shared.revisions.count() == 3


def test_second_person_is_told_who_is_at_work(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        desk.token(shared)
    with at(office.colleague) as desk:
        html = desk.client.get(f"/write/{shared.pk}/").content.decode()

    assert office.writer.public_name in html
    assert f"/write/{shared.pk}/take-over/" in html


def test_desk_of_another_is_not_saved_over_by_itself_until_taken(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        desk.token(shared)
    with at(office.colleague) as desk:
        token = desk.token(shared)
        refused = desk.autosave(shared, token, coauthors="colleague", part_0="แทรก")
        desk.client.post(f"/write/{shared.pk}/take-over/")
        taken = desk.autosave(shared, token, coauthors="colleague", part_0="แทรก")

    assert refused.status_code == 423
    assert taken.status_code == 200
    assert Desk.objects.get(page_id=shared.pk).editor == office.colleague


def test_desk_of_somebody_who_went_away_is_free(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        desk.token(shared)
    Desk.objects.update(seen_at=timezone.now() - AWAY_AFTER - dt.timedelta(minutes=1))
    with at(office.colleague) as desk:
        assert desk.client.get(f"/write/{shared.pk}/").context["taken_by"] is None


def test_outsider_cannot_take_over(client: Client, office: Office, shared: NotePage) -> None:
    client.force_login(office.outsider)

    assert client.post(f"/write/{shared.pk}/take-over/").status_code == 404


def test_change_made_in_the_admin_is_a_conflict_too(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        token = desk.token(shared)
        draft = shared.get_latest_revision_as_object()
        draft.body = "แก้ในหลังบ้าน"
        draft.save_revision(user=office.editor)
        answer = desk.save(shared, token, coauthors="colleague", part_0="ของฉัน")

    assert answer.status_code == 409
    assert "แก้ในหลังบ้าน" in answer.content.decode()


def test_automatic_save_never_touches_what_was_published(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit")
    with at(office.reviewer) as desk:
        desk.decide(page, "approve")
    with at(office.writer) as desk:
        desk.autosave(page, desk.token(page), part_0="แก้หลังเผยแพร่")
    page = NotePage.objects.get(pk=page.pk)

    assert "แก้หลังเผยแพร่" not in page.body
    assert "แก้หลังเผยแพร่" not in page.live_revision.as_object().body


def test_writing_does_not_empty_the_kept_pages(
    office: Office,
    at: object,
    shared: NotePage,
    remembering: object,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = page_cache.generation()
    with at(office.writer) as desk, django_capture_on_commit_callbacks(execute=True):
        desk.autosave(shared, desk.token(shared), coauthors="colleague", part_0="พิมพ์ต่อ")

    assert "พิมพ์ต่อ" in body_of(shared)
    assert page_cache.generation() == before


def test_any_two_versions_are_compared_by_words(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        desk.save(shared, coauthors="colleague", part_0="นักเรียน ป.2 อ่านไม่คล่อง")
        first, second = shared.revisions.order_by("pk")
        html = desk.client.get(f"/write/{shared.pk}/versions/compare/?a={second.pk}&b={first.pk}").content.decode()

    assert ">2</ins>" in html or "ป.2</ins>" in html
    assert "อ่านไม่คล่อง</ins>" not in html


def test_old_version_comes_back_as_a_new_one(office: Office, at: object, shared: NotePage) -> None:
    with at(office.writer) as desk:
        before = body_of(shared)
        first = shared.get_latest_revision()
        desk.save(shared, coauthors="colleague", part_0="เปลี่ยนแล้ว")
        desk.client.post(f"/write/{shared.pk}/versions/restore/", {"version": first.pk})

    assert body_of(shared) == before
    assert shared.revisions.count() == 3


@pytest.mark.parametrize("number", ["", "x", "0", "99999999999999999999"])
def test_version_that_is_not_there_answers_404(office: Office, at: object, shared: NotePage, number: str) -> None:
    with at(office.writer) as desk:
        answer = desk.client.get(f"/write/{shared.pk}/versions/compare/?a={number}&b={number}")

    assert answer.status_code == 404


def test_version_of_another_item_is_not_shown_here(office: Office, at: object, shared: NotePage) -> None:
    with at(office.editor) as desk:
        desk.client.post("/write/notes/new/", typed(title="ลับ"))
        other = NotePage.objects.order_by("pk").last().get_latest_revision()
    with at(office.writer) as desk:
        answer = desk.client.get(f"/write/{shared.pk}/versions/compare/?a={other.pk}&b={other.pk}")

    assert answer.status_code == 404


def test_form_token_that_ran_out_loses_nothing(office: Office, shared: NotePage) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.writer)
    answer = strict.post(f"/write/{shared.pk}/", typed(token="0", part_0="อย่าหายนะ"))
    html = answer.content.decode()

    assert "อย่าหายนะ" in html
    assert "อย่าหายนะ" not in body_of(shared)
    assert "csrfmiddlewaretoken" in html


def test_sign_in_that_ended_loses_nothing(client: Client, shared: NotePage) -> None:
    answer = client.post(f"/write/{shared.pk}/", typed(token="0", part_0="อย่าหายนะ"))

    assert answer.status_code == 401
    assert "อย่าหายนะ" in answer.content.decode()
    assert client.post("/write/notes/new/", typed(), headers={"accept": "application/json"}).status_code == 401
