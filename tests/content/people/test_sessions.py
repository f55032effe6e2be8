"""Where somebody is signed in, and ending it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from content.core.page_cache import generation
from content.people.account.devices import device_name
from content.people.account.sessions import network_of
from tests.factories.people import UserFactory
from tests.support.two_factor import set_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from content.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "รหัสผ่านที่ยาวพอ-2569"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture
def person(site_tree: object) -> User:
    user = UserFactory(username="khru-noi")
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(agent: str, address: str = "203.0.113.7") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("my_page")).status_code == 200


def test_list_names_devices_and_networks_only(person: User) -> None:
    phone = signed_in(PHONE)
    signed_in(DESK, "198.51.100.9")
    text = phone.get(reverse("my_sessions")).content.decode()

    assert "Chrome, Android" in text
    assert "Firefox, Windows" in text
    assert "198.51.100.x" in text
    assert "198.51.100.9" not in text


def test_one_session_is_ended(person: User) -> None:
    phone, desk = signed_in(PHONE), signed_in(DESK)
    other = UserSession.objects.get(session_key=desk.session.session_key)
    phone.post(reverse("my_sessions"), {"session": str(other.pk)})

    assert is_in(phone)
    assert not is_in(desk)


def test_all_others_are_ended(person: User) -> None:
    phone, desk, second = signed_in(PHONE), signed_in(DESK), signed_in(DESK)
    phone.post(reverse("my_sessions"), {"session": "others"})

    assert [is_in(client) for client in (phone, desk, second)] == [True, False, False]


def test_nobody_ends_the_session_of_another(person: User) -> None:
    phone = signed_in(PHONE)
    other = UserFactory()
    stranger = Client()
    stranger.force_login(other)
    session = UserSession.objects.get(session_key=phone.session.session_key)
    stranger.post(reverse("my_sessions"), {"session": str(session.pk)})

    assert is_in(phone)


@pytest.mark.parametrize("value", ["", "\0", "-1", "9" * 10_000, "๑", "others; drop"])
def test_odd_wishes_change_nothing(person: User, value: str) -> None:
    phone, desk = signed_in(PHONE), signed_in(DESK)
    response = phone.post(reverse("my_sessions"), {"session": value})

    assert response.status_code == 302
    assert is_in(desk)


def test_list_is_for_who_is_signed_in(client: Client, site_tree: object) -> None:
    assert client.get(reverse("my_sessions"))["Location"].startswith(reverse("account_login"))
    assert client.post(reverse("my_sessions"), {"session": "others"}).status_code == 302


def test_expired_sessions_leave_the_list(person: User) -> None:
    phone, desk = signed_in(PHONE), signed_in(DESK)
    Session.objects.filter(session_key=desk.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))

    assert "Firefox" not in phone.get(reverse("my_sessions")).content.decode()
    assert UserSession.objects.filter(user=person).count() == 1


def test_last_seen_is_noted_now_and_then(person: User) -> None:
    phone = signed_in(PHONE)
    is_in(phone)
    long_ago = timezone.now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=long_ago)

    is_in(phone)
    assert UserSession.objects.get().last_seen_at == long_ago

    session = phone.session
    session["km_seen"] -= 601
    session.save()
    is_in(phone)
    assert UserSession.objects.get().last_seen_at > long_ago


def test_list_asks_the_same_for_many_sessions(
    person: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    phone = signed_in(PHONE)
    for _number in range(8):
        signed_in(DESK)
    phone.get(reverse("my_sessions"))

    with django_assert_max_num_queries(13):
        phone.get(reverse("my_sessions"))


def test_changed_password_ends_the_other_sessions(person: User) -> None:
    phone, desk = signed_in(PHONE), signed_in(DESK)
    new = "อีกรหัสหนึ่งที่ยาวพอ-2570"
    phone.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_in(phone)
    assert not is_in(desk)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome, Android"),
        (f"{PHONE} Line/14.1.0", "LINE, Android"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari, iPad"),
        ("", "อุปกรณ์ที่ไม่รู้จัก"),
        ("curl/8.5", "อุปกรณ์ที่ไม่รู้จัก"),
    ],
)
def test_device_is_named(agent: str, name: str) -> None:
    with translation.override("th"):
        assert device_name(agent) == name


@pytest.mark.parametrize(
    ("ip", "shown"), [("203.0.113.77", "203.0.113.x"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"), ("::1", "::")]
)
def test_address_is_shown_in_part(ip: str, shown: str) -> None:
    assert network_of(ip) == shown


def test_signing_in_and_codes_empty_no_kept_page(
    person: User, remembering: Callable[[], None], commits_at_once: None
) -> None:
    before = generation()
    phone = signed_in(PHONE)
    set_up(person)
    is_in(phone)
    phone.post(reverse("my_sessions"), {"session": "others"})
    assert generation() == before

    person.profile.save()
    assert generation() != before
