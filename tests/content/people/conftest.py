"""Accounts of the office, and a real mail server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.people.roles import RoleKey
from tests.factories.people import user_with_role
from tests.support.smtp import smtp_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from content.people.models import User
    from tests.support.smtp import Mailbox


@pytest.fixture
def mailbox(settings: SettingsWrapper) -> Iterator[Mailbox]:
    with smtp_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit runs in the request, as it does outside of tests."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, using=None, robust=False: function())


@pytest.fixture
def administrator(site_tree: object) -> User:
    return user_with_role(RoleKey.ADMINISTRATOR, username="admin-office")


@pytest.fixture
def office(client: Client, administrator: User) -> Client:
    """A browser in which an administrator is signed in."""
    client.force_login(administrator)
    return client
