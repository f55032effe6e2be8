"""One door for the site and the admin, with limits on wrong attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from content.people.roles import RoleKey
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "รหัสผ่านที่ยาวพอ-2569"


@pytest.fixture
def person(site_tree: object) -> User:
    user = UserFactory(username="khru-noi", email="khru-noi@example.invalid")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD, **fields: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": login, "password": password, **fields})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["khru-noi", "khru-noi@example.invalid", "KHRU-NOI@example.invalid"])
def test_signs_in_by_user_name_or_email(client: Client, person: User, login: str) -> None:
    sign_in(client, login)

    assert is_signed_in(client)


def test_wrong_password_does_not_sign_in(client: Client, person: User) -> None:
    response = sign_in(client, "khru-noi", "ผิด")

    assert not is_signed_in(client)
    assert response.status_code == 200
    assert "khru-noi" in response.content.decode()


def test_deactivated_account_does_not_sign_in(client: Client, person: User) -> None:
    person.is_active = False
    person.save()
    sign_in(client, "khru-noi")

    assert not is_signed_in(client)


def test_guessing_is_stopped_even_for_the_right_password(client: Client, person: User) -> None:
    for _ in range(6):
        sign_in(client, "khru-noi", "ผิด")
    sign_in(client, "khru-noi")

    assert not is_signed_in(client)


def test_guessing_at_one_account_leaves_others_free(client: Client, person: User) -> None:
    for _ in range(6):
        sign_in(client, "someone-else", "ผิด")
    sign_in(client, "khru-noi")

    assert is_signed_in(client)


def test_training_room_of_forty_signs_in_from_one_address(client: Client, person: User) -> None:
    for _ in range(40):
        sign_in(client, "khru-noi")
        client.logout()
    sign_in(client, "khru-noi")

    assert is_signed_in(client)


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/", "/admin/"])
def test_admin_has_no_door_of_its_own(client: Client, site_tree: object, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_admin_login_takes_no_password(client: Client, site_tree: object) -> None:
    admin = user_with_role(RoleKey.ADMINISTRATOR, username="boss")
    admin.set_password(PASSWORD)
    admin.save()
    client.post("/admin/login/", {"username": "boss", "password": PASSWORD})

    assert not is_signed_in(client)


def test_sign_in_never_sends_to_another_site(client: Client, person: User) -> None:
    response = client.get("/admin/login/", {"next": "https://evil.example/"})
    assert "evil" not in response["Location"]

    response = sign_in(client, "khru-noi", next="https://evil.example/")
    assert "evil" not in response["Location"]


def test_nobody_signs_up_alone(client: Client, site_tree: object) -> None:
    response = client.post(
        reverse("account_signup"),
        {"email": "new@example.invalid", "username": "new", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert not get_user_model().objects.filter(username="new").exists()
    assert response.status_code in {200, 403}


def test_reset_link_goes_to_the_account_only(client: Client, person: User, commits_at_once: None) -> None:
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    assert [message.to for message in mail.outbox] == [[person.email]]

    mail.outbox.clear()
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.invalid"})
    assert unknown.status_code == known.status_code
    assert unknown["Location"] == known["Location"]


def test_signing_out_needs_a_post(client: Client, person: User) -> None:
    client.force_login(person)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)

    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_member_who_opens_the_admin_is_told_in_words(client: Client, person: User) -> None:
    client.force_login(person)
    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
