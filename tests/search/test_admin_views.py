from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from content.people.roles import RoleKey
from search.backends import get_backend
from search.backends.base import IndexState
from search.models import PendingChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(make_user):
    return make_user(is_superuser=True, is_staff=True)


def test_administrator_sees_what_waits_and_what_failed(client, superuser):
    PendingChange.objects.create(key="page:17")
    PendingChange.objects.create(key="page:18", attempts=3, last_error="OSError: disk full")
    client.force_login(superuser)
    html = client.get(reverse("search_state")).content.decode()
    assert "page:17" in html
    assert "OSError: disk full" in html


def test_state_can_be_exported(client, superuser):
    PendingChange.objects.create(key="page:17")
    client.force_login(superuser)
    response = client.get(reverse("search_state"), {"export": "csv"})
    assert b"page:17" in response.getvalue()


def test_contributor_does_not_see_the_state(client, make_user):
    client.force_login(make_user(role=RoleKey.CONTRIBUTOR))
    assert client.get(reverse("search_state")).status_code == 302


def test_visitor_does_not_see_the_state(client):
    assert client.get(reverse("search_state")).status_code == 302


def test_administrator_reads_that_another_engine_stands_in(client, superuser, monkeypatch):
    state = IndexState(documents=7, away=True, stands_in_for="Elasticsearch refused the account.")
    monkeypatch.setattr(get_backend(), "state", lambda: state)
    client.force_login(superuser)
    with translation.override("th"):
        html = client.get(reverse("search_state")).content.decode()
    assert "Elasticsearch refused the account." in html
    assert "ระบบค้นหาในตัว" in html


def test_administrator_reads_that_nothing_can_be_found(client, superuser, monkeypatch):
    monkeypatch.setattr(get_backend(), "state", lambda: IndexState(problem="It cannot be reached.", away=True))
    client.force_login(superuser)
    assert "It cannot be reached." in client.get(reverse("search_state")).content.decode()


def test_health_command_says_what_is_wrong(capsys, monkeypatch):
    call_command("search_health")
    assert "0 changes are waiting" in capsys.readouterr().out
    monkeypatch.setattr(get_backend(), "state", lambda: IndexState(problem="It cannot be reached.", away=True))
    with pytest.raises(CommandError, match="It cannot be reached"):
        call_command("search_health")
