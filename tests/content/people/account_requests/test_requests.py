"""Asking for an account, and the office's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from content.people.account_requests.models import AccountRequest, RequestState
from content.people.invitations.models import Invitation
from content.people.models import User
from content.people.roles import RoleKey
from tests.factories.people import (
    AccountRequestFactory,
    InvitationFactory,
    SchoolFactory,
    UserFactory,
    user_with_role,
)
from tests.support.smtp import html_of, text_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import SettingsWrapper

    from tests.support.smtp import Mailbox

pytestmark = pytest.mark.django_db
EMAIL = "khru-mai@example.invalid"


def ask(client: Client, **fields: object) -> HttpResponse:
    data = {"email": EMAIL, "position": "ครู", "school": SchoolFactory().pk, "why": "ครูใหม่", **fields}
    return client.post(reverse("ask_for_account"), data)


def decide(client: Client, asked: AccountRequest, **fields: str) -> HttpResponse:
    return client.post(reverse("decide_account_request", args=[asked.pk]), {"role": "member", "reason": "", **fields})


def test_visitor_asks(client: Client, site_tree: object) -> None:
    assert client.get(reverse("ask_for_account")).status_code == 200
    response = ask(client, email="Khru-Mai@example.invalid")

    assert response["Location"] == reverse("account_request_sent")
    assert client.get(response["Location"]).status_code == 200
    assert AccountRequest.objects.get().email == EMAIL


def test_answer_is_the_same_for_known_and_unknown_addresses(
    client: Client, site_tree: object, mailbox: Mailbox, commits_at_once: None
) -> None:
    UserFactory(email="known@example.invalid")
    InvitationFactory(email="invited@example.invalid")
    AccountRequestFactory(email="asked@example.invalid")
    addresses = ["new@example.invalid", "known@example.invalid", "invited@example.invalid", "asked@example.invalid"]
    answers = {
        (response.status_code, response["Location"], response.content)
        for response in (ask(client, email=address) for address in addresses)
    }

    assert len(answers) == 1
    assert set(AccountRequest.objects.values_list("email", flat=True)) == {addresses[0], addresses[3]}
    assert sorted(letter["To"] for letter in mailbox.letters) == [addresses[2], addresses[1]]
    assert reverse("account_reset_password") in text_of(mailbox.to(addresses[1])[0])


def test_unreachable_mail_server_tells_nothing(
    client: Client, site_tree: object, settings: SettingsWrapper, commits_at_once: None
) -> None:
    UserFactory(email=EMAIL)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert ask(client)["Location"] == reverse("account_request_sent")


def test_program_that_fills_in_everything_is_ignored(client: Client, site_tree: object) -> None:
    response = ask(client, website="https://spam.example")

    assert response.status_code == 302
    assert not AccountRequest.objects.exists()


def test_one_address_is_taken_three_times_a_day(client: Client, site_tree: object) -> None:
    for _ in range(3):
        ask(client)
        AccountRequest.objects.all().delete()
    response = ask(client)

    assert response.status_code == 302
    assert not AccountRequest.objects.exists()


def test_form_is_limited_by_network(client: Client, site_tree: object, settings: SettingsWrapper) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_account": "2/h/ip"}
    statuses = [ask(client, email=f"a{number}@example.invalid").status_code for number in range(3)]

    assert statuses == [302, 302, 429]
    assert AccountRequest.objects.count() == 2


@pytest.mark.parametrize(("proxies", "expected"), [(1, 429), (0, 429)])
def test_invented_forwarded_addresses_do_not_get_round_the_limit(
    client: Client, site_tree: object, settings: SettingsWrapper, proxies: int, expected: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_account": "2/h/ip"}
    for number in range(3):
        response = client.post(
            reverse("ask_for_account"), {}, headers={"x-forwarded-for": f"10.0.0.{number}, 203.0.113.7"}
        )

    assert response.status_code == expected


def test_people_behind_one_proxy_are_told_apart(client: Client, site_tree: object, settings: SettingsWrapper) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_account": "2/h/ip"}
    for number in range(5):
        response = client.post(reverse("ask_for_account"), {}, headers={"x-forwarded-for": f"203.0.113.{number}"})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"email": ""},
        {"email": "x"},
        {"email": "a\0@example.invalid"},
        {"position": "\u200b"},
        {"position": "ก" * 10_000},
        {"why": ""},
        {"why": "ก" * 10_000},
        {"why": "\0"},
        {"school": ""},
        {"school": "0"},
    ],
)
def test_bad_input_is_refused_in_words(client: Client, site_tree: object, fields: dict[str, str]) -> None:
    response = ask(client, **fields)

    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert not AccountRequest.objects.exists()


def test_approval_invites(office: Client, administrator: User, mailbox: Mailbox, commits_at_once: None) -> None:
    asked = AccountRequestFactory(email=EMAIL, school=SchoolFactory())
    decide(office, asked, role="contributor", approve="1")
    asked.refresh_from_db()

    assert (asked.state, asked.decided_by) == (RequestState.APPROVED, administrator)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.school) == (EMAIL, "contributor", asked.school)
    assert "/accounts/invitation/" in text_of(mailbox.to(EMAIL)[0])


def test_decline_tells_the_reason(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    asked = AccountRequestFactory(email=EMAIL)
    decide(office, asked, decline="1", reason="ไม่ใช่บุคลากรในสังกัด <b>")
    asked.refresh_from_db()

    assert asked.state == RequestState.DECLINED
    [letter] = mailbox.to(EMAIL)
    assert "ไม่ใช่บุคลากรในสังกัด <b>" in text_of(letter)
    assert "&lt;b&gt;" in html_of(letter)
    assert not Invitation.objects.exists()


def test_decline_needs_a_reason(office: Client) -> None:
    asked = AccountRequestFactory()
    response = decide(office, asked, decline="1")
    asked.refresh_from_db()

    assert "field__error" in response.content.decode()
    assert asked.state == RequestState.WAITING


def test_second_decision_changes_nothing(office: Client) -> None:
    asked = AccountRequestFactory()
    decide(office, asked, approve="1")
    response = decide(office, asked, decline="1", reason="เปลี่ยนใจ")
    asked.refresh_from_db()

    assert response.status_code == 302
    assert asked.state == RequestState.APPROVED


def test_request_of_an_address_with_an_account_is_not_approved(office: Client) -> None:
    asked = AccountRequestFactory(email=EMAIL)
    UserFactory(email=EMAIL)
    response = decide(office, asked, approve="1")
    asked.refresh_from_db()

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert asked.state == RequestState.WAITING


@pytest.mark.parametrize("role", [None, RoleKey.MEMBER, RoleKey.REVIEWER, RoleKey.EDITOR])
def test_others_neither_see_nor_decide(client: Client, site_tree: object, role: RoleKey | None) -> None:
    asked = AccountRequestFactory()
    if role:
        client.force_login(user_with_role(role))
    expected = 403 if role else 302

    assert client.get(reverse("account_requests")).status_code == expected
    assert decide(client, asked, approve="1").status_code == expected
    asked.refresh_from_db()
    assert asked.state == RequestState.WAITING


def test_clerk_who_decides_gives_common_roles_only(client: Client, site_tree: object) -> None:
    clerk = user_with_role(RoleKey.MEMBER)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["add_invitation", "change_accountrequest"]))
    client.force_login(User.objects.get(pk=clerk.pk))
    asked = AccountRequestFactory()
    decide(client, asked, approve="1", role="administrator")
    assert not Invitation.objects.exists()

    decide(client, asked, approve="1", role="reviewer")
    assert Invitation.objects.get().role == "reviewer"


def test_request_is_shown_as_it_was_written(office: Client) -> None:
    asked = AccountRequestFactory(why="<script>alert(1)</script>")
    text = office.get(reverse("decide_account_request", args=[asked.pk])).content.decode()

    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_number_of_requests_stands_on_my_page(office: Client) -> None:
    AccountRequestFactory.create_batch(3)

    rows = {row.key: row.count for row in office.get(reverse("my_page")).context["office_rows"]}
    assert rows["account-requests"] == 3


def test_list_asks_the_same_for_many(office: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    AccountRequestFactory.create_batch(60, school=SchoolFactory())
    office.get(reverse("account_requests"))

    with django_assert_max_num_queries(13):
        assert office.get(reverse("account_requests"), {"state": "nonsense"}).status_code == 200
