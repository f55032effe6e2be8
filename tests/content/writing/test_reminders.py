"""What waits too long: one reminder after working days, then the head of the group, each once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.notifications.models import FiredEvent
from content.people.models import Profile
from content.writing.models import ReviewTaskState
from content.writing.querysets import submission_of, submissions_for
from content.writing.services.reminders import remind_reviewers, working_days_between

if TYPE_CHECKING:
    from content.notes.models import NotePage
    from tests.content.writing.conftest import Office

# A Monday in a week without holidays.
MONDAY = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)


@pytest.fixture
def waiting(submitted: NotePage) -> NotePage:
    ReviewTaskState.objects.update(started_at=MONDAY)
    return submitted


def told(kind: str) -> list[FiredEvent]:
    return list(FiredEvent.objects.filter(kind=kind))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-16", "2026-11-16", 0),
        ("2026-11-16", "2026-11-19", 3),
        ("2026-11-13", "2026-11-16", 1),
        ("2026-12-04", "2026-12-08", 1),
        ("2026-04-10", "2026-04-16", 1),
        ("2026-11-19", "2026-11-16", 0),
    ],
)
def test_weekends_and_thai_holidays_do_not_count(first: str, last: str, days: int) -> None:
    assert working_days_between(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == days


def test_nothing_is_due_on_the_second_day(waiting: NotePage) -> None:
    assert remind_reviewers(MONDAY + dt.timedelta(days=2)) == (0, 0)


def test_reviewers_are_reminded_once(office: Office, waiting: NotePage) -> None:
    runs = [remind_reviewers(MONDAY + dt.timedelta(days=3)) for _ in range(3)]

    assert runs == [(1, 0), (0, 0), (0, 0)]
    assert [event.recipient_ids for event in told("review-reminded")] == [[office.reviewer.pk]]


def test_it_goes_to_the_head_of_the_group_once(office: Office, waiting: NotePage, make_user: object) -> None:
    head = make_user(profile__position=office.group.head_position, profile__work_group=office.group)
    assert submission_of(waiting) not in submissions_for(head)
    runs = [remind_reviewers(MONDAY + dt.timedelta(days=7)) for _ in range(2)]

    assert runs == [(0, 1), (0, 0)]
    assert submission_of(waiting) in submissions_for(head)
    assert [event.recipient_ids for event in told("review-escalated")] == [[head.pk]]


def test_without_a_head_it_goes_to_the_administrators(office: Office, waiting: NotePage) -> None:
    remind_reviewers(MONDAY + dt.timedelta(days=7))

    assert list(submission_of(waiting).escalated_to.all()) == [office.administrator]


def test_head_who_wrote_it_does_not_get_it(office: Office, waiting: NotePage) -> None:
    Profile.objects.filter(user=office.writer).update(position=office.group.head_position)
    remind_reviewers(MONDAY + dt.timedelta(days=7))

    assert list(submission_of(waiting).escalated_to.all()) == [office.administrator]


def test_what_was_decided_is_not_reminded_of(office: Office, at: object, waiting: NotePage) -> None:
    with at(office.reviewer) as desk:
        desk.decide(waiting, "approve")

    assert remind_reviewers(timezone.now() + dt.timedelta(days=60)) == (0, 0)


def test_command_says_what_it_did(waiting: NotePage, capsys: pytest.CaptureFixture) -> None:
    call_command("remind_reviewers")

    assert capsys.readouterr().out.startswith("Reminded of")
