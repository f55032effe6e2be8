"""Every kind of event, fired again and again: one notice for each of its people, one message by each channel."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from content.notifications.delivery import deliver, spread_all
from content.notifications.events import event_kinds
from content.notifications.models import FiredEvent, Notice
from content.notifications.rhythms import Rhythm
from content.notifications.sending import send_due
from content.notifications.services import fire, set_rhythms
from tests.content.notifications.event_rows import OWN_BUSINESS, ROWS
from tests.factories.people import UserFactory
from tests.support.events import PostcardChannel

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from tests.content.notifications.event_rows import Row

KINDS = sorted(event.kind for event in event_kinds() if not event.kind.startswith("test-"))
# Longer than a week: every digest is due.
NINE_DAYS = datetime.timedelta(days=9)


@pytest.fixture
def row(kind: str, site_tree: object, settings: SettingsWrapper) -> Row:
    settings.KM_NOTICE_CHANNELS = [*settings.KM_NOTICE_CHANNELS, "tests.support.events.PostcardChannel"]
    PostcardChannel.sent.clear()
    made = ROWS[kind]()
    # Making what the event is about has fired others, and this one perhaps.
    FiredEvent.objects.all().delete()
    # Somebody who has nothing to do with it.
    UserFactory()
    return made


def choose(row: Row, rhythm: Rhythm) -> None:
    for person in row.told:
        set_rhythms(user=person, rhythms={row.event.kind: rhythm})


def told() -> list[int]:
    return sorted(Notice.objects.values_list("recipient_id", flat=True))


def mailed() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_every_kind_has_a_row() -> None:
    assert sorted(ROWS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rhythm", [Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY])
def test_each_person_is_told_once_by_each_channel(row: Row, rhythm: Rhythm, time_machine: object) -> None:
    choose(row, rhythm)
    for _ in range(2):
        fire(row.event)
        fire(row.event)
        deliver()
    time_machine.move_to(timezone.now() + NINE_DAYS)
    fire(row.event)
    deliver()

    people = sorted(person.pk for person in row.told)
    assert told() == people
    assert mailed() == sorted(person.email for person in row.told)
    assert sorted(PostcardChannel.sent) == people


@pytest.mark.parametrize("kind", KINDS)
def test_who_switched_it_off_is_told_nothing(row: Row, time_machine: object) -> None:
    choose(row, Rhythm.OFF)
    fire(row.event)
    deliver()
    time_machine.move_to(timezone.now() + NINE_DAYS)
    deliver()

    assert (told(), mailed(), PostcardChannel.sent) == ([], [], [])


@pytest.mark.parametrize("kind", KINDS)
def test_who_wants_it_on_the_site_only_is_sent_nothing(row: Row, time_machine: object) -> None:
    choose(row, Rhythm.INBOX)
    fire(row.event)
    deliver()
    time_machine.move_to(timezone.now() + NINE_DAYS)
    deliver()

    assert told() == sorted(person.pk for person in row.told)
    assert (mailed(), PostcardChannel.sent) == ([], [])


@pytest.mark.parametrize("kind", sorted(set(KINDS) - OWN_BUSINESS))
def test_who_may_not_see_it_is_told_nothing(row: Row) -> None:
    choose(row, Rhythm.AT_ONCE)
    fire(row.event)
    row.close()
    deliver()

    assert FiredEvent.objects.filter(kind=row.event.kind).exists()
    assert (told(), mailed(), PostcardChannel.sent) == ([], [], [])


@pytest.mark.parametrize("kind", sorted(set(KINDS) - OWN_BUSINESS))
def test_right_lost_before_the_message_goes_keeps_it_back(row: Row) -> None:
    choose(row, Rhythm.AT_ONCE)
    fire(row.event)
    spread_all()
    row.close()
    send_due()

    assert told() == sorted(person.pk for person in row.told)
    assert (mailed(), PostcardChannel.sent) == ([], [])
