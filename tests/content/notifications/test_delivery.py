"""One event gives one message to one person, whatever happens on the way."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from content.notes.models import NotePage
from content.notifications import delivery
from content.notifications.delivery import deliver, spread
from content.notifications.models import FiredEvent, Message, Notice, NoticeSetting, QuietHours
from content.notifications.rhythms import Rhythm
from content.notifications.services import fire, set_rhythms
from tests.factories.people import UserFactory
from tests.support.events import BellRung, LeafFallen

pytestmark = pytest.mark.django_db


def ring(*listeners: object, **fields: object) -> FiredEvent:
    fire(BellRung(listeners=tuple(user.pk for user in listeners), **fields))
    return FiredEvent.objects.latest("pk")


def test_event_becomes_a_notice_and_an_email_for_each_person() -> None:
    first, second = UserFactory(), UserFactory()
    ring(first, second)

    deliver()

    assert {notice.recipient for notice in Notice.objects.all()} == {first, second}
    assert sorted(message.to[0] for message in mail.outbox) == sorted([first.email, second.email])


def test_delivering_again_sends_nothing_more() -> None:
    ring(UserFactory())
    for _ in range(3):
        deliver()

    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_event_fired_again_after_it_was_told_is_not_told_again() -> None:
    listener = UserFactory()
    for _ in range(2):
        ring(listener)
        deliver()

    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_crash_between_notices_and_their_keeping_tells_once(monkeypatch) -> None:
    ring(UserFactory())
    plan = delivery._plan

    def crash(*args: object) -> None:
        plan(*args)
        raise MemoryError

    monkeypatch.setattr(delivery, "_plan", crash)
    deliver()
    assert not Notice.objects.exists()

    monkeypatch.setattr(delivery, "_plan", plan)
    FiredEvent.objects.retry_now()
    deliver()
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 1)


def test_event_that_fails_is_tried_again_later_and_holds_up_no_other(monkeypatch) -> None:
    listener = UserFactory()
    broken = ring(listener, number=1)
    ring(listener, number=2)
    may_see = BellRung.may_see

    def fail(event: BellRung, user: object) -> bool:
        if event.number == 1:
            raise LookupError("ถูกลบแล้ว")
        return may_see(event, user)

    monkeypatch.setattr(BellRung, "may_see", fail)
    deliver()

    broken.refresh_from_db()
    assert (broken.attempts, broken.spread_at) == (1, None)
    assert "LookupError" in broken.last_error
    assert broken.not_before > timezone.now()
    assert Notice.objects.get().event.key == "test-bell-rung:2"


@pytest.mark.parametrize(
    ("rhythm", "notices", "emails"), [(Rhythm.OFF, 0, 0), (Rhythm.INBOX, 1, 0), (Rhythm.AT_ONCE, 1, 1)]
)
def test_each_person_is_told_as_they_chose(rhythm: Rhythm, notices: int, emails: int) -> None:
    listener = UserFactory()
    set_rhythms(user=listener, rhythms={BellRung.kind: rhythm})
    ring(listener)
    deliver()

    assert (Notice.objects.count(), len(mail.outbox)) == (notices, emails)


def test_default_that_is_chosen_keeps_no_row() -> None:
    listener = UserFactory()
    set_rhythms(user=listener, rhythms={BellRung.kind: Rhythm.OFF})
    set_rhythms(user=listener, rhythms={BellRung.kind: BellRung.default_rhythm})

    assert not NoticeSetting.objects.exists()


def test_closed_account_and_lost_right_are_told_nothing(site_tree) -> None:
    reader, closed = UserFactory(), UserFactory(is_active=False)
    page = site_tree.add(NotePage, title="ลับ", note_type=NotePage.NoteType.TIP, body="ก", audience="people")
    page.item_readers.create(user=reader)
    page.save()
    ring(reader, closed, page=page)
    # The right is lost between the event and its delivery.
    page = NotePage.objects.get(pk=page.pk)
    page.item_readers.all().delete()
    page.save()

    deliver()

    assert not Notice.objects.exists()
    assert mail.outbox == []


def test_right_lost_before_the_email_goes_keeps_it_back(site_tree) -> None:
    reader = UserFactory()
    page = site_tree.add(NotePage, title="ลับ", note_type=NotePage.NoteType.TIP, body="ก", audience="members")
    spread(ring(reader, page=page))
    page.unpublish()

    deliver()

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.DROPPED


def test_kind_switched_off_before_the_email_goes_keeps_it_back() -> None:
    listener = UserFactory()
    spread(ring(listener))
    set_rhythms(user=listener, rhythms={BellRung.kind: Rhythm.INBOX})

    deliver()

    assert mail.outbox == []


def test_deleted_account_takes_its_notices_along_and_leaves_those_of_others() -> None:
    actor, listener, other = UserFactory(), UserFactory(), UserFactory()
    ring(listener, other, actor=actor)
    deliver()
    actor.delete()
    listener.delete()

    assert Notice.objects.get().recipient == other
    assert FiredEvent.objects.get().as_event().who


def test_account_deleted_before_delivery_is_passed_over() -> None:
    gone, there = UserFactory(), UserFactory()
    ring(gone, there)
    gone.delete()
    deliver()

    assert Notice.objects.get().recipient == there


def test_page_deleted_before_delivery_takes_the_event_along(site_tree) -> None:
    page = site_tree.add(NotePage, title="หายไป", note_type=NotePage.NoteType.TIP, body="ก")
    ring(UserFactory(), page=page)
    page.delete()
    deliver()

    assert not FiredEvent.objects.exists()
    assert mail.outbox == []


class TestQuietHours:
    def test_email_waits_for_their_end(self, time_machine) -> None:
        time_machine.move_to(datetime.datetime(2026, 11, 24, 22, 0, tzinfo=timezone.get_default_timezone()), tick=False)
        listener = UserFactory()
        QuietHours.objects.create(user=listener)
        ring(listener)
        deliver()
        assert mail.outbox == []
        assert Notice.objects.exists()

        time_machine.move_to(datetime.datetime(2026, 11, 25, 5, 59, tzinfo=timezone.get_default_timezone()))
        deliver()
        assert mail.outbox == []

        time_machine.move_to(datetime.datetime(2026, 11, 25, 6, 1, tzinfo=timezone.get_default_timezone()))
        deliver()
        assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_several_processes_at_once_tell_each_person_once() -> None:
    listeners = [UserFactory() for _ in range(5)]
    for number in range(4):
        ring(*listeners, number=number)
    fire(LeafFallen(listeners=tuple(user.pk for user in listeners)))
    start = threading.Barrier(4)
    errors = []

    def work() -> None:
        start.wait()
        try:
            deliver()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deliver()

    assert errors == []
    assert Notice.objects.count() == 25
    assert len(mail.outbox) == 20
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 20
    assert Message.objects.filter(rhythm=Rhythm.DAILY).count() == 5
