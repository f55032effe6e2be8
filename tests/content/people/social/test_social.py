"""Outside sign-ins open accounts that exist, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.line.views import LineOAuth2Adapter
from django.urls import reverse

from content.people.models import User
from tests.factories.people import InvitationFactory, UserFactory
from tests.support.identity_provider import identity_provider
from tests.support.two_factor import set_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from tests.support.identity_provider import IdentityProvider
    from tests.support.smtp import Mailbox

pytestmark = pytest.mark.django_db
EMAIL = "khru-noi@example.invalid"
PASSWORD = "รหัสผ่านที่ยาวพอ-2569"
APP = {"APPS": [{"client_id": "id", "secret": "secret"}]}


@pytest.fixture
def outside(
    settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch, site_tree: object
) -> Iterator[IdentityProvider]:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {**APP, "SCOPE": ["profile", "email"], "EMAIL_AUTHENTICATION": True},
        "line": {**APP, "SCOPE": ["profile", "openid"]},
    }
    with identity_provider() as provider:
        for adapter in (GoogleOAuth2Adapter, LineOAuth2Adapter):
            monkeypatch.setattr(adapter, "access_token_url", f"{provider.url}/token")
        monkeypatch.setattr(GoogleOAuth2Adapter, "identity_url", f"{provider.url}/userinfo")
        monkeypatch.setattr(LineOAuth2Adapter, "profile_url", f"{provider.url}/profile")
        yield provider


@pytest.fixture
def person(site_tree: object) -> User:
    user = UserFactory(username="khru-noi", email=EMAIL)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


def come_back(client: Client, key: str, process: str = "login", **query: str) -> HttpResponse:
    """Press the button, sign in there, return with the code."""
    there = client.post(reverse(f"{key}_login") + f"?process={process}")
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]
    return client.get(reverse(f"{key}_callback"), {"code": "a-code", "state": state, **query})


def google_profile(email: str = EMAIL, *, verified: bool = True) -> dict[str, object]:
    return {"id": "1000", "email": email, "verified_email": verified, "name": "ครูน้อย"}


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_address_confirmed_by_both_sides_opens_the_account(
    client: Client, outside: IdentityProvider, person: User
) -> None:
    outside.profile = google_profile()
    come_back(client, "google")

    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get().user == person
    person.refresh_from_db()
    assert person.has_usable_password()


def test_address_google_has_not_confirmed_opens_nothing(
    client: Client, outside: IdentityProvider, person: User
) -> None:
    outside.profile = google_profile(verified=False)
    response = come_back(client, "google")

    assert response.status_code == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_address_not_confirmed_here_opens_nothing(client: Client, outside: IdentityProvider, person: User) -> None:
    EmailAddress.objects.update(verified=False)
    outside.profile = google_profile()
    come_back(client, "google")
    person.refresh_from_db()

    assert not is_signed_in(client)
    assert person.has_usable_password()


def test_line_never_opens_by_address(client: Client, outside: IdentityProvider, person: User) -> None:
    outside.profile = {"userId": "U1", "displayName": "น้อย", "email": EMAIL, "email_verified": True}
    come_back(client, "line")

    assert not is_signed_in(client)


def test_unknown_person_gets_no_account(client: Client, outside: IdentityProvider, person: User) -> None:
    outside.profile = google_profile("stranger@example.invalid")
    response = come_back(client, "google")

    assert response.status_code == 403
    assert not is_signed_in(client)
    assert User.objects.count() == 1
    assert client.get(reverse("socialaccount_signup"))["Location"] == reverse("account_login")


def test_invited_person_gets_the_invitation_again(
    client: Client, outside: IdentityProvider, mailbox: Mailbox, commits_at_once: None
) -> None:
    InvitationFactory(email="invited@example.invalid")
    outside.profile = google_profile("invited@example.invalid")
    response = come_back(client, "google")

    assert "เชิญ" in response.content.decode()
    assert len(mailbox.to("invited@example.invalid")) == 1
    assert not is_signed_in(client)


@pytest.mark.parametrize("key", ["google", "line"])
def test_owner_connects_and_signs_in(client: Client, outside: IdentityProvider, person: User, key: str) -> None:
    outside.profile = {"id": "7", "userId": "7", "displayName": "น้อย", "email": "elsewhere@example.invalid"}
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})
    come_back(client, key, process="connect")
    client.post(reverse("account_logout"))
    come_back(client, key)

    assert client.session["_auth_user_id"] == str(person.pk)


def test_connecting_asks_for_the_password_of_an_old_session(
    client: Client, outside: IdentityProvider, person: User
) -> None:
    outside.profile = google_profile()
    EmailAddress.objects.all().delete()
    client.force_login(person)
    response = come_back(client, "google", process="connect")

    assert response["Location"] == reverse("account_reauthenticate")
    assert not SocialAccount.objects.exists()


def test_account_of_another_is_not_connected(client: Client, outside: IdentityProvider, person: User) -> None:
    other = UserFactory()
    SocialAccount.objects.create(user=other, provider="google", uid="1000")
    outside.profile = google_profile()
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})
    come_back(client, "google", process="connect")

    assert SocialAccount.objects.get().user == other


def test_second_proof_is_asked_for_here_too(client: Client, outside: IdentityProvider, person: User) -> None:
    set_up(person)
    outside.profile = google_profile()
    response = come_back(client, "google")

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_closed_account_stays_closed(client: Client, outside: IdentityProvider, person: User) -> None:
    SocialAccount.objects.create(user=person, provider="google", uid="1000")
    User.objects.update(is_active=False)
    outside.profile = google_profile()
    come_back(client, "google")

    assert not is_signed_in(client)


@pytest.mark.parametrize("token", [{}, [], {"error": "invalid_grant"}, "text", {"access_token": ""}])
@pytest.mark.parametrize("key", ["google", "line"])
def test_odd_answers_are_told_in_words(
    client: Client, outside: IdentityProvider, person: User, key: str, token: object
) -> None:
    outside.token = token
    response = come_back(client, key)

    assert response.status_code < 500
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "query", [{}, {"code": "x", "state": "forged"}, {"error": "access_denied"}, {"state": "\ufffd"}]
)
def test_callback_without_its_beginning_opens_nothing(
    client: Client, outside: IdentityProvider, person: User, query: dict[str, str]
) -> None:
    response = client.get(reverse("google_callback"), query)

    assert response.status_code < 500
    assert not is_signed_in(client)


def test_buttons_are_shown_where_keys_are_configured(client: Client, outside: IdentityProvider) -> None:
    text = client.get(reverse("account_login")).content.decode()

    assert reverse("line_login") in text
    assert reverse("google_login") in text


@pytest.mark.parametrize("name", ["line_login", "google_login", "line_callback", "google_callback"])
def test_without_keys_there_is_nothing(client: Client, site_tree: object, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    assert reverse("line_login") not in client.get(reverse("account_login")).content.decode()


def test_connections_are_listed_and_ended(client: Client, outside: IdentityProvider, person: User) -> None:
    account = SocialAccount.objects.create(user=person, provider="line", uid="U1")
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})
    assert "LINE" in client.get(reverse("socialaccount_connections")).content.decode()

    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_link_alone_does_not_start_a_sign_in(client: Client, outside: IdentityProvider) -> None:
    response = client.get(reverse("google_login"))

    assert response.status_code == 200
    assert "<form" in response.content.decode()
