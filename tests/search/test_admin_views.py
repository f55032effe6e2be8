from __future__ import annotations

import pytest
from django.urls import reverse

from content.people.roles import RoleKey
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
