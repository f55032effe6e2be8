"""Files and feeds for calendars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from content.exchange_events.models import CalendarAddress
from tests.content.exchange_events.reading_calendars import events_of, read_calendar
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def members_event() -> object:
    return ExchangeEventFactory(topic=TopicFactory(category=CategoryFactory(readers="members")), title="สมาชิก")


def text_of(answer: object) -> str:
    return answer.content.decode().replace("\r\n ", "")


def address_of(client: Client, user: object) -> str:
    client.force_login(user)
    client.post("/exchange/calendar/", {"action": "new"})
    client.logout()
    return f"/exchange/feed/{CalendarAddress.objects.get(user=user).token}.ics"


def test_event_has_its_file(client: Client) -> None:
    event = ExchangeEventFactory(title="เวที; ก, ข")
    answer = client.get(f"/exchange/{event.code}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:เวที\\; ก\\, ข" in text_of(answer)
    assert f"UID:{event.uid}@khumkhwamru" in text_of(answer)


def test_calendar_that_knows_the_standard_shows_the_hour_of_bangkok(client: Client) -> None:
    bangkok = ZoneInfo("Asia/Bangkok")
    starts = dt.datetime(2026, 11, 30, 9, 30, tzinfo=bangkok)
    title, place = "แลกเปลี่ยน; การอ่าน, การเขียน " * 5, "ห้องประชุมไพรวัลย์ธารา\\ชั้น 2"
    event = ExchangeEventFactory(
        title=title.strip(), place=place, starts_at=starts, ends_at=starts + dt.timedelta(hours=16), agenda="ก\nข"
    )
    for address in (f"/exchange/{event.code}.ics", "/exchange/feed.ics"):
        (found,) = events_of(read_calendar(client.get(address).content))
        assert (found["title"], found["place"], found["status"]) == (title.strip(), place, "CONFIRMED")
        hours = [f"{found[name].astimezone(bangkok):%d/%m/%Y %H.%M}" for name in ("starts", "ends")]
        assert hours == ["30/11/2026 09.30", "01/12/2026 01.30"]


def test_public_feed_holds_public_events_alone_whoever_asks(client: Client) -> None:
    public = ExchangeEventFactory(title="สาธารณะ")
    members_event()
    client.force_login(UserFactory())
    text = text_of(client.get("/exchange/feed.ics"))
    assert public.title in text
    assert "SUMMARY:สมาชิก" not in text


def test_private_address_needs_no_session(client: Client) -> None:
    members_event()
    assert "SUMMARY:สมาชิก" in text_of(client.get(address_of(client, UserFactory())))


def test_new_address_makes_the_old_one_void(client: Client) -> None:
    user = UserFactory()
    old, new = address_of(client, user), address_of(client, user)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_address_taken_back_is_void(client: Client) -> None:
    user = UserFactory()
    address = address_of(client, user)
    client.force_login(user)
    client.post("/exchange/calendar/", {"action": "remove"})
    assert client.get(address).status_code == 404


def test_address_of_a_closed_account_is_void(client: Client) -> None:
    user = UserFactory()
    address = address_of(client, user)
    user.is_active = False
    user.save()
    assert client.get(address).status_code == 404


def test_feed_hides_what_its_owner_may_not_read(client: Client) -> None:
    ExchangeEventFactory(topic=TopicFactory(category=CategoryFactory(readers="school")), title="โรงเรียนอื่น")
    assert "โรงเรียนอื่น" not in text_of(client.get(address_of(client, UserFactory())))


def test_cancelled_event_stays_in_the_feed_and_says_so(client: Client) -> None:
    ExchangeEventFactory(cancelled_at=timezone.now(), sequence=2)
    text = text_of(client.get("/exchange/feed.ics"))
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:2" in text


def test_feed_takes_the_same_queries_for_many_events(client: Client, django_assert_num_queries: object) -> None:
    ExchangeEventFactory.create_batch(5)
    with django_assert_num_queries(2):
        client.get("/exchange/feed.ics")


def test_own_feed_takes_the_same_queries_for_many_events(client: Client, django_assert_num_queries: object) -> None:
    user = UserFactory()
    address = address_of(client, user)
    for event in ExchangeEventFactory.create_batch(5, link="https://meet.example.com/x"):
        AttendanceFactory(event=event, user=user)
    with django_assert_num_queries(8):
        client.get(address)


def test_page_of_the_address_is_for_members(client: Client) -> None:
    assert client.get("/exchange/calendar/").status_code == 302


def calendars_of(client: Client, user: object, event: object) -> list[str]:
    """The private feed and the file of the event, as this person fetches them."""
    feed = text_of(client.get(address_of(client, user)))
    client.force_login(user)
    return [feed, text_of(client.get(f"/exchange/{event.code}.ics"))]


def test_visitors_get_no_link_to_the_meeting(client: Client) -> None:
    event = ExchangeEventFactory(link="https://meet.example.com/secret", place="")
    assert "meet.example.com" not in text_of(client.get("/exchange/feed.ics"))
    assert "meet.example.com" not in text_of(client.get(f"/exchange/{event.code}.ics"))


@pytest.mark.parametrize("answer", ["", "waiting", "declined"])
def test_member_who_has_no_place_gets_no_link_to_the_meeting(client: Client, answer: str) -> None:
    event, user = ExchangeEventFactory(link="https://meet.example.com/secret", place=""), UserFactory()
    if answer:
        AttendanceFactory(event=event, user=user, answer=answer)
    for text in calendars_of(client, user, event):
        assert event.title in text
        assert "meet.example.com" not in text


def test_who_takes_part_and_the_host_get_the_link_to_the_meeting(client: Client) -> None:
    event = AttendanceFactory(event__link="https://meet.example.com/secret").event
    for user in (event.attendances.get().user, event.host):
        for text in calendars_of(client, user, event):
            assert "https://meet.example.com/secret" in text
