"""Calling, changing, cancelling events, and what came of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from content.exchange_events.models import ExchangeEvent
from content.exchange_events.services.holding import cancel, change, hold, open_reflections, summarise
from content.forums.models import Category, Topic
from content.notifications.models import FiredEvent
from content.people.roles import RoleKey
from content.reflections.models import ReflectionIndexPage
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import StaffTeamFactory, UserFactory, WorkGroupFactory, user_with_role

pytestmark = pytest.mark.django_db


def moderated() -> tuple[Category, object]:
    category, user = CategoryFactory(), UserFactory()
    category.moderators.add(user)
    return category, user


def fields(**more: object) -> dict[str, object]:
    starts = timezone.now() + dt.timedelta(days=3)
    return {
        "title": "แลกเปลี่ยนการอ่าน",
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=2),
        "place": "ห้องประชุม",
        "link": "",
        "work_group": None,
        "capacity": None,
        "agenda": "- เปิดเวที",
        **more,
    }


def test_event_begins_its_topic() -> None:
    category, user = moderated()
    event = hold(user=user, category=category, fields=fields(), token="t")
    assert (event.topic.title, event.topic.category, event.host) == ("แลกเปลี่ยนการอ่าน", category, user)
    assert event.get_absolute_url() in event.topic.opening().text


def test_form_sent_twice_is_one_event_and_one_topic() -> None:
    category, user = moderated()
    values = fields()
    assert hold(user=user, category=category, fields=values, token="t") == hold(
        user=user, category=category, fields=values, token="t"
    )
    assert (ExchangeEvent.objects.count(), Topic.objects.count()) == (1, 1)


def test_ordinary_member_calls_no_event() -> None:
    with pytest.raises(PermissionDenied):
        hold(user=UserFactory(), category=CategoryFactory(), fields=fields(), token="t")


def test_who_comes_hears_of_another_hour() -> None:
    event = AttendanceFactory().event
    change(user=event.host, event=event, fields={"starts_at": event.starts_at + dt.timedelta(minutes=30)})
    event.refresh_from_db()
    assert event.sequence == 1
    assert FiredEvent.objects.get(kind="exchange-changed").recipient_ids == [event.attendances.get().user_id]


def test_another_agenda_disturbs_nobody() -> None:
    event = AttendanceFactory().event
    change(user=event.host, event=event, fields={"agenda": "ใหม่"})
    assert not FiredEvent.objects.filter(kind="exchange-changed").exists()


def test_cancelling_tells_who_comes_once() -> None:
    event = AttendanceFactory().event
    for _ in range(2):
        cancel(user=event.host, event=event, reason="น้ำท่วมทาง")
    event.refresh_from_db()
    assert (event.is_cancelled, event.sequence) == (True, 1)
    assert FiredEvent.objects.get(kind="exchange-changed").text == "น้ำท่วมทาง"


def test_others_change_nothing() -> None:
    event, other = ExchangeEventFactory(), UserFactory()
    for write in (
        lambda: change(user=other, event=event, fields={"title": "ใหม่"}),
        lambda: cancel(user=other, event=event, reason="x"),
        lambda: summarise(user=other, event=event, text="x", results=[]),
        lambda: open_reflections(user=other, event=event),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_summary_is_kept_with_its_moment() -> None:
    event = ExchangeEventFactory()
    summarise(user=event.host, event=event, text="ตกลงกันแล้ว", results=[])
    event.refresh_from_db()
    assert event.summary == "ตกลงกันแล้ว"
    assert event.summarised_at is not None


def test_meeting_for_reflections_is_opened_once(site_tree: object) -> None:
    site_tree.add(ReflectionIndexPage, title="กระดาษหน้าเดียว")
    event = ExchangeEventFactory(host=user_with_role(RoleKey.CONTRIBUTOR))
    meeting = open_reflections(user=event.host, event=event)
    assert open_reflections(user=event.host, event=event) == meeting
    assert meeting.title == event.title


def test_meeting_of_a_work_group_is_for_that_group(site_tree: object) -> None:
    site_tree.add(ReflectionIndexPage, title="กระดาษหน้าเดียว")
    host, group = user_with_role(RoleKey.CONTRIBUTOR), WorkGroupFactory()
    host.groups.add(group.group)
    topic = TopicFactory(category=CategoryFactory(readers="work_group", work_group=group))
    meeting = open_reflections(user=host, event=ExchangeEventFactory(host=host, topic=topic))
    assert (meeting.sheet_audience, meeting.work_group) == ("work_group", group)


def test_event_of_a_team_has_no_meeting_that_others_would_read(site_tree: object) -> None:
    site_tree.add(ReflectionIndexPage, title="กระดาษหน้าเดียว")
    host, team = user_with_role(RoleKey.CONTRIBUTOR), StaffTeamFactory()
    host.groups.add(team.group)
    topic = TopicFactory(category=CategoryFactory(readers="team", team=team))
    with pytest.raises(PermissionDenied):
        open_reflections(user=host, event=ExchangeEventFactory(host=host, topic=topic))
