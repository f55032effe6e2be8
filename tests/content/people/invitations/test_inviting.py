"""The office invites one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from content.people.invitations.models import Invitation, State
from content.people.invitations.permissions import roles_to_give
from content.people.models import User
from content.people.roles import RoleKey
from tests.factories.people import InvitationFactory, SchoolFactory, UserFactory, user_with_role
from tests.support.smtp import html_of, text_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.support.smtp import Mailbox

pytestmark = pytest.mark.django_db
EMAIL = "khru-mai@example.invalid"
ADDRESSES = ["invitations", "invite"]


def invite(client: Client, **fields: object) -> object:
    data = {"email": EMAIL, "position": "ครูผู้สอน", "role": "member", "school": "", "work_group": "", **fields}
    return client.post(reverse("invite"), data)


@pytest.mark.parametrize("name", ADDRESSES)
def test_administrator_sees_the_pages(office: Client, name: str) -> None:
    assert office.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("role", [RoleKey.MEMBER, RoleKey.CONTRIBUTOR, RoleKey.REVIEWER, RoleKey.EDITOR])
def test_others_do_not(client: Client, site_tree: object, role: RoleKey, name: str) -> None:
    client.force_login(user_with_role(role))

    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ADDRESSES)
def test_visitor_is_asked_to_sign_in(client: Client, site_tree: object, name: str) -> None:
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [None, RoleKey.EDITOR])
def test_crafted_post_of_others_invites_nobody(client: Client, site_tree: object, role: RoleKey | None) -> None:
    if role:
        client.force_login(user_with_role(role))
    invite(client)

    assert not Invitation.objects.exists()


def test_invitation_goes_out_as_text_and_html(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    school = SchoolFactory(name="โรงเรียนบ้านตัวอย่าง")
    response = invite(office, school=school.pk, email="Khru-Mai@Example.invalid")

    assert response["Location"] == reverse("invitations")
    [letter] = mailbox.to(EMAIL)
    assert "/accounts/invitation/" in text_of(letter)
    assert "ครูผู้สอน" in text_of(letter)
    assert "/accounts/invitation/" in html_of(letter)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.school, invitation.state) == (EMAIL, school, State.WAITING)
    assert invitation.sent_at is not None


def test_refused_address_is_shown_as_undelivered(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    mailbox.refused.add(EMAIL)
    response = invite(office)

    assert response.status_code == 302
    assert Invitation.objects.get().is_undelivered
    assert "ส่งอีเมลไม่สำเร็จ" in office.get(reverse("invitations")).content.decode()


def test_position_cannot_smuggle_markup_into_the_letter(
    office: Client, mailbox: Mailbox, commits_at_once: None
) -> None:
    invite(office, position="ครู <a href='https://evil.example'>x</a>\r\nBcc: all@example.invalid")
    [letter] = mailbox.letters

    assert "<a href='https://evil" not in html_of(letter)
    assert letter["Bcc"] is None


def test_double_click_invites_once(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    invite(office)
    response = invite(office)

    assert response.status_code == 200
    assert Invitation.objects.count() == 1
    assert len(mailbox.letters) == 1


def test_address_of_an_account_is_not_invited(office: Client) -> None:
    UserFactory(email=EMAIL)
    response = invite(office)

    assert "field__error" in response.content.decode()
    assert not Invitation.objects.exists()


def test_expired_invitation_gives_way_to_a_new_one(office: Client) -> None:
    old = InvitationFactory(email=EMAIL, expires_at=timezone.now() - timedelta(days=1))
    invite(office)
    old.refresh_from_db()

    assert old.state == State.REVOKED
    assert Invitation.objects.in_state(State.WAITING).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"email": ""},
        {"email": "not an address"},
        {"email": "a\0b@example.invalid"},
        {"email": "ก" * 10_000},
        {"position": ""},
        {"position": "\u200b\u200b"},
        {"position": "\0"},
        {"position": "ก" * 10_000},
        {"role": "emperor"},
        {"school": "999999"},
        {"school": "๑"},
        {"work_group": "-1"},
    ],
)
def test_bad_input_is_refused_in_words_and_kept(office: Client, fields: dict[str, str]) -> None:
    response = invite(office, **fields)

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert not Invitation.objects.exists()


def test_inviter_without_power_over_accounts_makes_no_editors(client: Client, site_tree: object) -> None:
    clerk = user_with_role(RoleKey.MEMBER)
    clerk.user_permissions.add(Permission.objects.get(codename="add_invitation"))
    clerk = User.objects.get(pk=clerk.pk)
    client.force_login(clerk)
    invite(client, role="administrator")
    invite(client, role="editor")

    assert not Invitation.objects.exists()
    assert roles_to_give(clerk) == [RoleKey.MEMBER, RoleKey.CONTRIBUTOR, RoleKey.REVIEWER]

    invite(client, role="reviewer")
    assert Invitation.objects.get().role == "reviewer"


def test_administrator_invites_to_every_role(administrator: User) -> None:
    assert roles_to_give(administrator) == list(RoleKey)


def test_member_gives_no_role(site_tree: object) -> None:
    assert roles_to_give(user_with_role(RoleKey.EDITOR)) == []


@pytest.mark.parametrize("state", [*State.values, "nonsense", "\ufffd"])
def test_list_shows_each_state(office: Client, state: str) -> None:
    past, future = timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=1)
    InvitationFactory(email="waiting@example.invalid", expires_at=future)
    InvitationFactory(email="accepted@example.invalid", expires_at=past, accepted_at=past)
    InvitationFactory(email="expired@example.invalid", expires_at=past)
    InvitationFactory(email="revoked@example.invalid", expires_at=future, revoked_at=past)
    shown = office.get(reverse("invitations"), {"state": state}).content.decode()

    expected = [state] if state in State.values else State.values
    assert [name for name in State.values if f"{name}@example.invalid" in shown] == expected


def test_sending_again_makes_the_old_link_void(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    invitation = InvitationFactory(expires_at=timezone.now() - timedelta(days=1))
    nonce = invitation.nonce
    office.post(reverse("send_invitation_again", args=[invitation.pk]))
    invitation.refresh_from_db()

    assert invitation.state == State.WAITING
    assert invitation.nonce != nonce
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize("name", ["send_invitation_again", "revoke_invitation"])
def test_only_posts_of_inviters_change_something(client: Client, site_tree: object, name: str) -> None:
    invitation = InvitationFactory()
    url = reverse(name, args=[invitation.pk])
    assert client.post(url).status_code == 302

    client.force_login(user_with_role(RoleKey.EDITOR))
    assert client.post(url).status_code == 403
    assert client.get(url).status_code == 405

    nonce = invitation.nonce
    invitation.refresh_from_db()
    assert (invitation.nonce, invitation.state) == (nonce, State.WAITING)


def test_revoking_twice_does_no_harm(office: Client) -> None:
    invitation = InvitationFactory()
    for _ in range(2):
        assert office.post(reverse("revoke_invitation", args=[invitation.pk])).status_code == 302
    invitation.refresh_from_db()

    assert invitation.state == State.REVOKED


def test_accepted_invitation_is_neither_sent_again_nor_revoked(office: Client) -> None:
    invitation = InvitationFactory(accepted_at=timezone.now())
    office.post(reverse("send_invitation_again", args=[invitation.pk]))
    office.post(reverse("revoke_invitation", args=[invitation.pk]))
    invitation.refresh_from_db()

    assert invitation.state == State.ACCEPTED
    assert invitation.revoked_at is None


def test_unknown_invitation_is_not_there(office: Client) -> None:
    assert office.post(reverse("revoke_invitation", args=[10**12])).status_code == 404


def test_list_asks_the_same_for_many(office: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    InvitationFactory.create_batch(60, school=SchoolFactory())
    office.get(reverse("invitations"))

    with django_assert_max_num_queries(13):
        office.get(reverse("invitations"))


def test_admin_menu_leads_to_the_invitations(office: Client) -> None:
    assert reverse("invitations") in office.get("/admin/").content.decode()
