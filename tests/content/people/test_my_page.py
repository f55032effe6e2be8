"""My page, and the rows that other apps put on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from content.people.models import Profile
from content.people.my_page import WORK, register_section, rows_for, unregister_section
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from content.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(site_tree: object) -> User:
    return UserFactory(
        profile__position="ครูผู้สอน วิทยาศาสตร์",
        profile__work_group=WorkGroupFactory(name="กลุ่มนิเทศฯ"),
        profile__school=SchoolFactory(name="โรงเรียนบ้านตัวอย่าง"),
    )


@pytest.fixture
def drafts() -> Iterator[None]:
    register_section(key="drafts", label="ร่างของฉัน", url="my_profile", count=lambda user: 7, order=5)
    register_section(key="hidden", label="ที่ไม่เกี่ยวกับฉัน", url="my_profile", shown_to=lambda user: user.is_superuser)
    yield
    unregister_section("drafts")
    unregister_section("hidden")


def test_my_page_shows_position_and_places(client: Client, person: User) -> None:
    client.force_login(person)
    text = client.get(reverse("my_page")).content.decode()

    assert "ครูผู้สอน วิทยาศาสตร์" in text
    assert "กลุ่มนิเทศฯ" in text
    assert "โรงเรียนบ้านตัวอย่าง" in text
    assert person.email in text


@pytest.mark.parametrize("name", ["my_page", "my_profile"])
def test_visitor_is_asked_to_sign_in(client: Client, site_tree: object, name: str) -> None:
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_registered_section_is_shown_with_its_number(client: Client, person: User, drafts: None) -> None:
    client.force_login(person)
    text = client.get(reverse("my_page")).content.decode()

    assert "ร่างของฉัน" in text
    assert ">7<" in text


def test_all_of_the_account_is_reached_from_my_page(client: Client, person: User) -> None:
    client.force_login(person)
    keys = [row.key for row in client.get(reverse("my_page")).context["account_rows"]]

    assert keys == ["email", "password", "two-factor", "sessions", "data", "close"]


def test_section_is_hidden_from_whom_it_does_not_concern(person: User, drafts: None) -> None:
    assert "hidden" not in [row.key for row in rows_for(person, WORK)]

    person.is_superuser = True
    assert "hidden" in [row.key for row in rows_for(person, WORK)]


def test_my_page_is_never_kept_by_a_cache(client: Client, person: User) -> None:
    client.force_login(person)

    assert "no-store" in client.get(reverse("my_page"))["Cache-Control"]


def test_interests_are_saved_without_invisible_letters(client: Client, person: User) -> None:
    client.force_login(person)
    client.post(reverse("my_profile"), {"interests": "หนัง\u200bตะลุง\x07 และน\u0e4d\u0e32"})

    assert Profile.objects.get(user=person).interests == "หนังตะลุง และนำ"


def test_interests_that_are_too_long_are_kept_in_the_form(client: Client, person: User) -> None:
    client.force_login(person)
    response = client.post(reverse("my_profile"), {"interests": "ก" * 10_000})

    assert response.status_code == 200
    assert "ก" * 10_000 in response.content.decode()
    assert Profile.objects.get(user=person).interests == ""


def test_nobody_writes_the_position_of_an_account_through_the_profile(client: Client, person: User) -> None:
    client.force_login(person)
    client.post(reverse("my_profile"), {"interests": "", "position": "ผู้อำนวยการ", "school": ""})

    profile = Profile.objects.get(user=person)
    assert profile.position == "ครูผู้สอน วิทยาศาสตร์"
    assert profile.school is not None


def test_account_without_a_profile_sees_its_page(client: Client, person: User) -> None:
    Profile.objects.filter(user=person).delete()
    client.force_login(person)

    assert client.get(reverse("my_page")).status_code == 200
    assert client.get(reverse("my_profile")).status_code == 200


def test_my_page_asks_little(
    client: Client, person: User, drafts: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(person)
    client.get(reverse("my_page"))

    # One for each row with a number, besides the account and what stands on every page.
    with django_assert_max_num_queries(21):
        client.get(reverse("my_page"))
