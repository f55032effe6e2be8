"""Editors and administrators give a second proof, by whatever door they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from content.people.models import User
from content.people.roles import RoleKey
from content.people.two_factor.adapter import OfficeMFAAdapter
from tests.factories.people import user_with_role
from tests.support.two_factor import SECRET, code_now, set_up

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
PASSWORD = "รหัสผ่านที่ยาวพอ-2569"
NEEDED = "/accounts/2fa/needed/"


@pytest.fixture(autouse=True)
def _required(settings: SettingsWrapper, site_tree: object) -> None:
    settings.KM_REQUIRE_MFA = True


@pytest.fixture
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit runs in the request, as it does outside of tests."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, using=None, robust=False: function())


def account(role: RoleKey) -> User:
    user = user_with_role(role, username="khru-noi")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, **fields: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD, **fields})


def give_code(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize("role", [RoleKey.EDITOR, RoleKey.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/admin/", "/", "/me/", "/accounts/password/change/", "/search/?q=ข้าว"])
def test_editor_without_codes_is_led_to_set_them_up(client: Client, role: RoleKey, path: str) -> None:
    account(role)
    sign_in(client)

    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith(NEEDED)


@pytest.mark.parametrize("role", [RoleKey.MEMBER, RoleKey.CONTRIBUTOR, RoleKey.REVIEWER])
def test_others_go_on_with_the_password(client: Client, role: RoleKey) -> None:
    account(role)
    sign_in(client)

    assert client.get("/me/").status_code == 200


def test_superuser_of_the_shell_is_led_too(client: Client) -> None:
    user = User.objects.create_superuser("khru-noi", "boss@example.invalid", PASSWORD)
    client.force_login(user)

    assert client.get("/admin/")["Location"].startswith(NEEDED)


def test_nothing_is_asked_where_it_is_switched_off(client: Client, settings: SettingsWrapper) -> None:
    settings.KM_REQUIRE_MFA = False
    account(RoleKey.ADMINISTRATOR)
    sign_in(client)

    assert client.get("/admin/").status_code == 200


def test_setting_up_opens_the_admin_and_shows_recovery_codes(client: Client, commits_at_once: None) -> None:
    account(RoleKey.EDITOR)
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    assert "data:image/svg+xml" in page.content.decode()
    assert secret in page.content.decode()
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200


def test_wrong_code_sets_nothing_up(client: Client) -> None:
    account(RoleKey.EDITOR)
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("code", ["", "\0", "ก" * 10_000, "12345 6\u200b"])
def test_odd_codes_are_refused_in_words(client: Client, code: str) -> None:
    set_up(account(RoleKey.EDITOR))
    sign_in(client)
    response = give_code(client, code)

    assert response.status_code == 200
    assert "field__error" in response.content.decode()


def test_sign_in_is_complete_only_with_the_code(client: Client) -> None:
    set_up(account(RoleKey.EDITOR))
    response = sign_in(client, next="/admin/pages/")

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/")["Location"].startswith(reverse("account_login"))

    response = give_code(client, code_now())
    assert response["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_code_works_once(client: Client) -> None:
    set_up(account(RoleKey.EDITOR))
    code = code_now()
    sign_in(client)
    give_code(client, code)
    client.post(reverse("account_logout"))
    sign_in(client)
    give_code(client, code)

    assert "_auth_user_id" not in client.session


def test_recovery_code_works_once(client: Client) -> None:
    codes = set_up(account(RoleKey.EDITOR))
    for expected in (True, False):
        sign_in(client)
        give_code(client, codes[0])
        assert ("_auth_user_id" in client.session) is expected
        client.post(reverse("account_logout"))


def test_guessing_codes_is_stopped_even_for_the_right_one(client: Client) -> None:
    set_up(account(RoleKey.EDITOR))
    sign_in(client)
    for _ in range(6):
        give_code(client, "000000")
    give_code(client, code_now())

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/", "/_util/login/"],
)
def test_no_other_door_takes_a_password(client: Client, path: str) -> None:
    account(RoleKey.ADMINISTRATOR)
    response = client.post(path, {"username": "khru-noi", "password": PASSWORD, "login": "khru-noi"})

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_session_from_before_the_codes_must_give_one(client: Client) -> None:
    user = account(RoleKey.EDITOR)
    client.force_login(user)
    set_up(user)

    assert client.get("/admin/")["Location"].startswith(NEEDED)
    assert reverse("mfa_reauthenticate") in client.get(NEEDED).content.decode()

    client.post(reverse("mfa_reauthenticate") + "?next=/admin/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_session_from_before_the_codes_cannot_take_them_away_with_the_password(client: Client, name: str) -> None:
    user = account(RoleKey.EDITOR)
    client.force_login(user)
    set_up(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.post(reverse(name))

    assert response["Location"].startswith(NEEDED)
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_setting_up_ends_all_other_sessions(client: Client, commits_at_once: None) -> None:
    account(RoleKey.EDITOR)
    thief = Client()
    sign_in(thief)
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_now(client.session["mfa.totp.secret"])})

    assert thief.get("/me/")["Location"].startswith(reverse("account_login"))
    assert client.get("/me/").status_code == 200


def test_taking_the_app_away_leads_to_setting_it_up_again(client: Client) -> None:
    user = account(RoleKey.EDITOR)
    set_up(user)
    sign_in(client)
    give_code(client, code_now())
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/admin/")["Location"].startswith(NEEDED)


def test_script_is_told_in_its_own_words(client: Client) -> None:
    account(RoleKey.EDITOR)
    sign_in(client)
    response = client.post("/me/profile/", {"interests": "x"}, headers={"accept": "application/json"})

    assert response.status_code == 403
    assert response.json()["url"] == NEEDED


def test_keys_are_encrypted_where_they_are_kept() -> None:
    user = account(RoleKey.EDITOR)
    adapter = OfficeMFAAdapter()
    kept = adapter.encrypt(SECRET)

    assert SECRET not in kept
    assert adapter.decrypt(kept) == SECRET
    assert user.pk


def test_changed_secret_of_the_site_keeps_everybody_out(client: Client, settings: SettingsWrapper) -> None:
    user = account(RoleKey.EDITOR)
    adapter = OfficeMFAAdapter()
    Authenticator.objects.create(user=user, type="totp", data={"secret": adapter.encrypt(SECRET)})
    settings.SECRET_KEY = "another secret"
    sign_in(client)
    response = give_code(client, code_now())

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_secret_used_before_still_reads_the_keys(settings: SettingsWrapper) -> None:
    kept = OfficeMFAAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"

    assert OfficeMFAAdapter().decrypt(kept) == SECRET


def test_office_resets_the_second_step(client: Client) -> None:
    user = account(RoleKey.EDITOR)
    set_up(user)
    sign_in(client)
    give_code(client, code_now())
    call_command("reset_two_factor", "khru-noi", verbosity=0)

    assert not Authenticator.objects.filter(user=user).exists()
    assert not UserSession.objects.filter(user=user).exists()
    assert client.get("/me/")["Location"].startswith(reverse("account_login"))


def test_member_may_use_codes_too(client: Client) -> None:
    set_up(account(RoleKey.MEMBER))
    response = sign_in(client)

    assert response["Location"] == reverse("mfa_authenticate")


def test_page_of_the_reason_leads_nowhere_else(client: Client) -> None:
    account(RoleKey.EDITOR)
    sign_in(client)
    text = client.get(NEEDED, {"next": "https://evil.example/"}).content.decode()

    assert "evil" not in text
