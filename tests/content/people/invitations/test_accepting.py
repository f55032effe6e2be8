"""From the link of an invitation to an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.people.invitations.links import SALT, token_of
from content.people.invitations.models import Invitation, State
from content.people.models import User
from content.people.services import load_roles
from tests.factories.people import InvitationFactory, SchoolFactory, UserFactory

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
PASSWORD = "ทะเลน้อยมีนกน้ำหลายชนิด"
EMAIL = "khru-mai@example.invalid"


@pytest.fixture
def invitation(site_tree: object) -> Invitation:
    load_roles()
    return InvitationFactory(email=EMAIL, role="contributor", school=SchoolFactory(name="โรงเรียนบ้านตัวอย่าง"))


def accept(client: Client, invitation: Invitation, **fields: str) -> HttpResponse:
    data = {"username": "khru-mai", "password1": PASSWORD, "password2": PASSWORD, **fields}
    return client.post(address(invitation), data)


def address(invitation: Invitation) -> str:
    return reverse("accept_invitation", args=[token_of(invitation)])


def test_account_gets_what_the_office_decided(client: Client, invitation: Invitation) -> None:
    response = accept(client, invitation)

    assert response["Location"] == reverse("my_page")
    user = User.objects.get(username="khru-mai")
    assert user.email == EMAIL
    assert (user.profile.position, user.profile.school) == (invitation.position, invitation.school)
    assert user.groups.filter(role__key="contributor").exists()
    assert user.groups.filter(pk=invitation.school.group_id).exists()
    assert EmailAddress.objects.get(user=user).verified
    assert client.get(reverse("my_page")).status_code == 200


def test_page_says_who_is_meant_and_suggests_a_name(client: Client, invitation: Invitation) -> None:
    UserFactory(username="Khru-Mai")
    response = client.get(address(invitation))
    text = response.content.decode()

    assert invitation.position in text
    assert 'value="khru-mai2"' in text
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_reading_the_link_changes_nothing(client: Client, invitation: Invitation) -> None:
    client.get(address(invitation))
    client.head(address(invitation))
    invitation.refresh_from_db()

    assert invitation.state == State.WAITING


def test_link_works_once(client: Client, invitation: Invitation) -> None:
    accept(client, invitation)
    response = accept(Client(), invitation, username="another")

    assert response.status_code == 410
    assert User.objects.filter(email=EMAIL).count() == 1


def test_expired_link_says_so(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = accept(client, invitation)

    assert response.status_code == 410
    assert "หมดเวลา" in response.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_revoked_link_says_so(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(revoked_at=timezone.now())

    assert accept(client, invitation).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a:b:c",
        "W10:1tabcd:signature",
        "ก" * 50,
        "." * 5_000,
        signing.dumps([1, "nonce"], salt="another salt"),
        signing.dumps("not a pair", salt=SALT),
        signing.dumps(["x", "y"], salt=SALT),
        signing.dumps([10**30, "y"], salt=SALT),
        signing.dumps([[1], {"a": 1}], salt=SALT),
    ],
)
def test_forged_link_opens_nothing(client: Client, invitation: Invitation, token: str) -> None:
    response = client.get(reverse("accept_invitation", args=[token]))

    assert response.status_code == 404
    assert EMAIL not in response.content.decode()


def test_link_before_the_newest_opens_nothing(client: Client, invitation: Invitation) -> None:
    old = address(invitation)
    Invitation.objects.update(nonce="another-nonce")

    assert client.get(old).status_code == 404


def test_address_that_got_an_account_meanwhile_is_told(client: Client, invitation: Invitation) -> None:
    UserFactory(email=EMAIL)
    response = accept(client, invitation)

    assert response.status_code == 410
    assert reverse("account_reset_password") in response.content.decode()


def test_somebody_else_who_is_signed_in_must_leave_first(client: Client, invitation: Invitation) -> None:
    client.force_login(UserFactory())
    response = accept(client, invitation)

    assert response.status_code == 409
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"username": ""},
        {"username": "with blank"},
        {"username": "name@example.invalid"},
        {"username": "TAKEN"},
        {"username": "x" * 10_000},
        {"username": "a\0b c"},
        {"username": "<script>"},
        {"password1": ""},
        {"password1": "สั้น", "password2": "สั้น"},
        {"password1": "12345678901234", "password2": "12345678901234"},
        {"password1": "password123", "password2": "password123"},
        {"password2": "ต่างกันไปอีกอย่างหนึ่ง"},
        {"password1": "ก" * 10_000, "password2": "ก" * 10_000},
        {"password1": "\0" * 12, "password2": "\0" * 12},
    ],
)
def test_bad_input_is_refused_in_words(client: Client, invitation: Invitation, fields: dict[str, str]) -> None:
    UserFactory(username="taken")
    response = accept(client, invitation, **fields)

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_invisible_letters_in_a_user_name_are_left_out(client: Client, invitation: Invitation) -> None:
    accept(client, invitation, username="khru\u200b-mai\u202e")

    assert User.objects.filter(username="khru-mai").exists()


def test_form_without_its_token_is_refused_in_words(invitation: Invitation) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = accept(strict, invitation)

    assert response.status_code == 403
    assert "แบบฟอร์ม" in response.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()
