from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction

from content.notes.models import NotePage
from content.notifications.events import Event, event_class, event_kinds, register
from content.notifications.models import FiredEvent
from content.notifications.services import fire
from tests.factories.people import UserFactory
from tests.support.events import BellRung

pytestmark = pytest.mark.django_db


def test_fired_event_is_stored_with_those_to_tell() -> None:
    actor, listener = UserFactory(), UserFactory()

    fire(BellRung(actor=actor, listeners=(listener.pk,), title="เรื่อง", text="คำพูด"))

    row = FiredEvent.objects.get()
    assert (row.kind, row.key, row.title, row.text) == ("test-bell-rung", "test-bell-rung:1", "เรื่อง", "คำพูด")
    assert row.recipient_ids == [listener.pk]
    assert row.spread_at is None


def test_event_fired_again_is_stored_once() -> None:
    listener = UserFactory()
    for _ in range(3):
        fire(BellRung(listeners=(listener.pk,)))

    assert FiredEvent.objects.count() == 1


def test_event_of_a_rolled_back_change_is_not_told() -> None:
    listener = UserFactory()
    with transaction.atomic():
        fire(BellRung(listeners=(listener.pk,)))
        transaction.set_rollback(True)

    assert not FiredEvent.objects.exists()


def test_who_did_it_is_not_told_of_it() -> None:
    actor = UserFactory()

    fire(BellRung(actor=actor, listeners=(actor.pk,)))

    assert not FiredEvent.objects.exists()


def test_each_person_is_named_once() -> None:
    listener = UserFactory()

    fire(BellRung(listeners=(listener.pk, listener.pk)))

    assert FiredEvent.objects.get().recipient_ids == [listener.pk]


def test_event_about_a_page_takes_its_title_and_address(site_tree) -> None:
    page = site_tree.add(NotePage, title="เคล็ดลับ", note_type=NotePage.NoteType.TIP, body="ก")

    fire(BellRung(page=page, listeners=(UserFactory().pk,)))

    row = FiredEvent.objects.get()
    assert (row.title, row.url) == ("เคล็ดลับ", page.get_url())


def test_stored_event_is_made_again_with_its_own_fields() -> None:
    actor, listener = UserFactory(), UserFactory()
    fire(BellRung(actor=actor, number=7, listeners=(listener.pk,), title="เรื่อง"))

    event = FiredEvent.objects.get().as_event()

    assert isinstance(event, BellRung)
    assert (event.actor, event.number, event.title) == (actor, 7, "เรื่อง")


def test_event_whose_feature_is_gone_is_none() -> None:
    assert FiredEvent(kind="no-such-kind").as_event() is None


def test_event_whose_fields_have_changed_is_none() -> None:
    assert FiredEvent(kind="test-bell-rung", values={"gone": 1}).as_event() is None


def test_nul_and_excess_of_a_text_are_taken_away() -> None:
    fire(BellRung(listeners=(UserFactory().pk,), title="ก\0ข" * 300, text="ค" * 5_000))

    row = FiredEvent.objects.get()
    assert (len(row.title), len(row.text), "\0" in row.title) == (255, 1_000, False)


def test_unregistered_kinds_and_second_owners_of_a_kind_are_refused() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Nameless(Event):
        pass

    @dataclass(frozen=True, kw_only=True)
    class Thief(Event):
        kind = "test-bell-rung"
        label = "ขโมยชื่อ"

    for refused in (Nameless, Thief):
        with pytest.raises(ValueError, match=r"needs a kind|same kind"):
            register(refused)
    assert event_class("test-bell-rung") is BellRung
    assert BellRung in event_kinds()


class TestMaySee:
    def test_page_not_published_may_not_be_seen(self, site_tree) -> None:
        page = site_tree.add(NotePage, title="ร่าง", note_type=NotePage.NoteType.TIP, body="ก")
        page.unpublish()

        assert not BellRung(page=NotePage.objects.get(pk=page.pk)).may_see(UserFactory())

    def test_page_of_named_readers_is_seen_by_them_only(self, site_tree) -> None:
        reader, other = UserFactory(), UserFactory()
        page = site_tree.add(
            NotePage, title="เฉพาะคน", note_type=NotePage.NoteType.TIP, body="ก", audience="people", item_readers=[]
        )
        page.item_readers.create(user=reader)
        page.save()

        event = BellRung(page=NotePage.objects.get(pk=page.pk))
        assert event.may_see(reader)
        assert not event.may_see(other)
