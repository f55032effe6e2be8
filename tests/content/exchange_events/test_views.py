"""The pages of exchange events."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.exchange_events.models import Attendance, ExchangeEvent
from content.exchange_events.services.holding import opening_text
from content.forums.models import BlockedWord, KnowledgeFromTopic
from content.people.roles import RoleKey
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import SchoolFactory, UserFactory, user_with_role
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def hidden_event() -> ExchangeEvent:
    category = CategoryFactory(readers="school", school=SchoolFactory())
    return ExchangeEventFactory(topic=TopicFactory(category=category), title="เฉพาะโรงเรียน")


def post_of(**more: object) -> dict[str, object]:
    """What the form sends for an event in ten days."""
    day = timezone.localdate() + dt.timedelta(days=10)
    return {
        "title": "เวทีอ่านเขียน",
        "day": thai_date(day, "numeric"),
        "begins": "9.30",
        "ends": "12.00",
        "place": "ห้องประชุม",
        "link": "",
        "capacity": "",
        "agenda": "",
        "last_day": "",
        "token": "t",
        **more,
    }


def editor_with_category(client: Client) -> str:
    client.force_login(user_with_role(RoleKey.EDITOR))
    return CategoryFactory().slug


ONE = ("exchange_event", "exchange_event_file", "edit_exchange_event", "cancel_exchange_event")
POSTS = ("answer_exchange_event", "exchange_event_reflections", "summarise_exchange_event")


@pytest.mark.parametrize("name", [*ONE, *POSTS])
def test_hidden_event_is_not_there(client: Client, name: str) -> None:
    client.force_login(UserFactory())
    url = reverse(name, args=[hidden_event().code])
    answer = client.post(url, {"comes": "yes"}) if name in POSTS else client.get(url)
    assert answer.status_code == 404
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("code", ["x", "a" * 12, "a" * 300, "feed"])
def test_crafted_code_is_not_there(client: Client, code: str) -> None:
    assert client.get(f"/exchange/{code}/").status_code == 404


def test_hidden_event_stands_in_no_list(client: Client) -> None:
    hidden_event()
    assert "เฉพาะโรงเรียน" not in client.get("/exchange/").text


def test_list_shows_events_and_how_many_come(client: Client) -> None:
    event = ExchangeEventFactory(capacity=5)
    AttendanceFactory(event=event)
    page = client.get("/exchange/").text
    assert event.title in page
    assert "1 จาก 5" in page


def test_list_takes_the_same_queries_for_many_events(client: Client, django_assert_max_num_queries: object) -> None:
    client.force_login(UserFactory())
    topic = TopicFactory()
    for _ in range(6):
        AttendanceFactory(event=ExchangeEventFactory(topic=topic))
    client.get("/exchange/")
    with django_assert_max_num_queries(20):
        client.get("/exchange/")


def test_past_events_go_on_page_by_page(client: Client) -> None:
    topic, now = TopicFactory(), timezone.now().replace(second=0, microsecond=0)
    for n in range(32):
        ExchangeEventFactory(topic=topic, title=f"ครั้ง {n:02}", starts_at=now - dt.timedelta(days=n + 2))
    first = client.get("/exchange/past/")
    assert "ครั้ง 00" in first.text
    more = first.context["more"]
    assert "ครั้ง 31" in client.get(f"/exchange/past/?before={more}").text
    assert client.get("/exchange/past/?before=x'").status_code == 404


def test_page_shows_everything_of_the_event(client: Client, site_tree: object) -> None:
    note = NotePageFactory(title="บันทึกจากเวที")
    event = ExchangeEventFactory(agenda="- **เปิดเวที**", summary="ตกลงกัน", capacity=3)
    KnowledgeFromTopic.objects.create(topic=event.topic, page=note)
    AttendanceFactory(event=event, user=UserFactory(profile__position="ศึกษานิเทศก์"))
    client.force_login(UserFactory())
    page = client.get(event.get_absolute_url()).text
    for text in ("<strong>เปิดเวที</strong>", "ตกลงกัน", "บันทึกจากเวที", "ศึกษานิเทศก์", event.topic.title):
        assert text in page


def test_visitors_do_not_see_who_comes_nor_the_link(client: Client) -> None:
    event = ExchangeEventFactory(link="https://meet.example.com/secret")
    AttendanceFactory(event=event, user=UserFactory(profile__position="ศึกษานิเทศก์"))
    page = client.get(event.get_absolute_url()).text
    assert "ศึกษานิเทศก์" not in page
    assert "meet.example.com" not in page


def test_member_without_a_place_does_not_see_the_link(client: Client) -> None:
    event = ExchangeEventFactory(link="https://meet.example.com/secret")
    client.force_login(UserFactory())
    assert "meet.example.com" not in client.get(event.get_absolute_url()).text


def test_who_comes_sees_the_link(client: Client) -> None:
    row = AttendanceFactory(event__link="https://meet.example.com/secret")
    client.force_login(row.user)
    assert "https://meet.example.com/secret" in client.get(row.event.get_absolute_url()).text


def test_page_takes_the_same_queries_for_many_people(client: Client, django_assert_max_num_queries: object) -> None:
    event = ExchangeEventFactory()
    AttendanceFactory.create_batch(12, event=event)
    client.force_login(UserFactory())
    client.get(event.get_absolute_url())
    with django_assert_max_num_queries(30):
        client.get(event.get_absolute_url())


def test_answer_is_taken_without_scripts(client: Client) -> None:
    event, user = ExchangeEventFactory(), UserFactory()
    client.force_login(user)
    url = reverse("answer_exchange_event", args=[event.code])
    page = client.post(url, {"comes": "yes"}, follow=True).text
    assert Attendance.objects.get().answer == "going"
    assert "คุณเข้าร่วม" in page
    client.post(url, {"comes": "no"})
    assert Attendance.objects.get().answer == "declined"


@pytest.mark.parametrize("comes", ["", "maybe", "yes\0"])
def test_crafted_answer_changes_nothing(client: Client, comes: str) -> None:
    event = ExchangeEventFactory()
    client.force_login(UserFactory())
    client.post(reverse("answer_exchange_event", args=[event.code]), {"comes": comes})
    assert not Attendance.objects.exists()


def test_answer_to_a_cancelled_event_is_refused_with_a_sentence(client: Client) -> None:
    event = ExchangeEventFactory(cancelled_at=timezone.now(), cancel_reason="น้ำท่วม")
    client.force_login(UserFactory())
    url = reverse("answer_exchange_event", args=[event.code])
    answer = client.post(url, {"comes": "yes"}, follow=True)
    assert (answer.status_code, Attendance.objects.count()) == (200, 0)
    assert "น้ำท่วม" in answer.text


def test_reading_takes_no_answer(client: Client) -> None:
    client.force_login(UserFactory())
    url = reverse("answer_exchange_event", args=[ExchangeEventFactory().code])
    assert client.get(url, {"comes": "yes"}).status_code == 405


def test_editor_calls_an_event(client: Client) -> None:
    slug = editor_with_category(client)
    answer = client.post("/exchange/new/", post_of(category=slug))
    event = ExchangeEvent.objects.get()
    assert answer["Location"] == event.get_absolute_url()
    assert (timezone.localtime(event.starts_at).hour, timezone.localtime(event.ends_at).hour) == (9, 12)


def test_member_who_may_not_call_events_gets_no_form(client: Client) -> None:
    CategoryFactory()
    client.force_login(UserFactory())
    assert client.get("/exchange/new/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "ก" * 151),
        ("day", "32/13/2569"),
        ("day", "1/1/2560"),
        ("day", "1/1/2650"),
        ("begins", "25.00"),
        ("begins", "เช้า"),
        ("ends", "9.00"),
        ("ends", "๙.๓๐"),
        ("last_day", "1/1/2560"),
        ("capacity", "0"),
        ("capacity", "1000000000"),
        ("capacity", "-3"),
        ("capacity", "มาก"),
        ("link", "javascript:alert(1)"),
        ("link", "ftp://example.com/x"),
        ("link", "meet.example.com"),
        ("place", ""),
        ("agenda", "ก" * 10_001),
        ("category", "no-such-category"),
        ("work_group", "999999"),
    ],
)
def test_wrong_field_is_named_and_nothing_typed_is_lost(client: Client, field: str, value: str) -> None:
    slug = editor_with_category(client)
    answer = client.post("/exchange/new/", post_of(**{"category": slug, field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "ห้องประชุม" in answer.text or field == "place"
    assert not ExchangeEvent.objects.exists()


def test_present_event_may_keep_a_start_that_has_passed(client: Client) -> None:
    event = ExchangeEventFactory(starts_at=timezone.now().replace(second=0, microsecond=0) - dt.timedelta(minutes=10))
    client.force_login(event.host)
    url = reverse("edit_exchange_event", args=[event.code])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["day"] = thai_date(sent["day"], "numeric")
    sent |= {"last_day": "", "ends": "23.59", "begins": f"{sent['begins']:%H.%M}", "place": "ห้องใหม่"}
    client.post(url, sent)
    event.refresh_from_db()
    assert event.place == "ห้องใหม่"


def test_cancelling_asks_for_a_reason(client: Client) -> None:
    event = ExchangeEventFactory()
    client.force_login(event.host)
    url = reverse("cancel_exchange_event", args=[event.code])
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "น้ำท่วมทาง"})
    assert "น้ำท่วมทาง" in client.get(event.get_absolute_url()).text


def test_summary_names_items_of_the_site(client: Client, site_tree: object) -> None:
    note = NotePageFactory(title="บันทึก")
    event = ExchangeEventFactory()
    client.force_login(event.host)
    url = reverse("summarise_exchange_event", args=[event.code])
    wrong = client.post(url, {"summary": "ตกลง", "results": "https://elsewhere.example.com/nothing/"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["results"])
    client.post(url, {"summary": "ตกลง", "results": note.get_full_url()})
    assert [page.pk for page in event.results.all()] == [note.pk]


def test_form_of_the_summary_shows_no_item_that_the_host_may_not_read(client: Client, site_tree: object) -> None:
    event, secret, seen = ExchangeEventFactory(), NotePageFactory(slug="secret-item"), NotePageFactory(slug="seen-item")
    PageViewRestriction.objects.create(page=secret, restriction_type="groups")
    event.results.set([secret, seen])
    client.force_login(event.host)
    url = reverse("summarise_exchange_event", args=[event.code])
    page = client.get(url)
    assert "seen-item" in page.text
    assert "secret-item" not in page.text
    client.post(url, {"summary": "ตกลง", "results": "\n".join(page.context["form"].initial["results"])})
    assert set(event.results.values_list("pk", flat=True)) == {secret.pk, seen.pk}


def test_word_that_the_forum_refuses_is_named_in_the_forms_of_an_event(client: Client) -> None:
    BlockedWord.objects.create(text="คำหยาบ", action="refuse")
    host = UserFactory()
    event = ExchangeEventFactory(host=host, topic=TopicFactory(author=host))
    opening = event.topic.opening()
    opening.text = opening_text(event)
    opening.save()
    client.force_login(event.host)
    answer = client.post(reverse("cancel_exchange_event", args=[event.code]), {"reason": "เพราะคำหยาบ"})
    assert (answer.status_code, "เพราะคำหยาบ" in answer.text) == (422, True)
    answer = client.post(reverse("edit_exchange_event", args=[event.code]), post_of(place="คำหยาบ"))
    assert (answer.status_code, "คำหยาบ" in answer.text) == (422, True)
    event.refresh_from_db()
    assert (event.is_cancelled, event.place) == (False, "ห้องประชุมไพรวัลย์ธารา")


def test_others_than_the_host_get_no_form(client: Client) -> None:
    event = ExchangeEventFactory()
    client.force_login(UserFactory())
    for name in ("edit_exchange_event", "cancel_exchange_event", "summarise_exchange_event"):
        assert client.get(reverse(name, args=[event.code])).status_code == 403
