"""The whole way: invited, e-mail read from a real server, account, second proof, signed in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from content.people.models import User
from content.people.roles import RoleKey
from tests.factories.people import WorkGroupFactory, user_with_role
from tests.support.smtp import path_in, smtp_server
from tests.support.two_factor import SECRET, code_now

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

PASSWORD = "ทะเลน้อยมีนกน้ำหลายชนิด"
NEW_PASSWORD = "ข้าวสังข์หยดหอมนุ่มอร่อย"
EMAIL = "editor-new@example.invalid"


@pytest.mark.django_db
def test_from_the_invitation_to_the_admin(settings: SettingsWrapper, site_tree: object, monkeypatch: object) -> None:
    settings.KM_REQUIRE_MFA = True
    settings.SITE_URL = "https://km.example.go.th"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, using=None, robust=False: function())
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda length=20: SECRET)
    group = WorkGroupFactory(name="กลุ่มนิเทศฯ")
    administrator = user_with_role(RoleKey.ADMINISTRATOR)

    with smtp_server() as mailbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT = mailbox.host, mailbox.port
        settings.KM_REQUIRE_MFA = False
        office = Client()
        office.force_login(administrator)
        office.post(
            reverse("invite"),
            {"email": EMAIL, "position": "ศึกษานิเทศก์", "role": "editor", "work_group": group.pk, "school": ""},
        )
        settings.KM_REQUIRE_MFA = True

        browser = Client()
        path = path_in(mailbox.to(EMAIL)[0], "/accounts/invitation/")
        assert browser.get(path).status_code == 200
        browser.post(path, {"username": "editor-new", "password1": PASSWORD, "password2": PASSWORD})
        assert browser.get("/admin/")["Location"].startswith("/accounts/2fa/needed/")

        # The password was typed a moment ago: it is not asked for again before the codes are set up.
        assert browser.get(reverse("mfa_activate_totp")).status_code == 200
        browser.post(reverse("mfa_activate_totp"), {"code": code_now()})
        assert browser.get("/admin/").status_code == 200
        assert len(mailbox.to(EMAIL)) == 2

        other = Client()
        other.post(reverse("account_reset_password"), {"email": EMAIL})
        path = path_in(mailbox.to(EMAIL)[2], "/password/reset/key/")
        form = other.get(path, follow=True)
        other.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        other.post(reverse("account_login"), {"login": EMAIL, "password": NEW_PASSWORD})
        assert other.get("/admin/").status_code == 302
        other.post(reverse("mfa_authenticate"), {"code": code_now()})
        assert other.get("/admin/").status_code == 200

    assert User.objects.get(email=EMAIL).profile.work_group == group
