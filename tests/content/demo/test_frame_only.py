"""An office that wants no sample still gets a home page, empty lists and roles."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from wagtail.models import Page

from content.people.models import Role, User
from content.taxonomy.models import Grade

pytestmark = pytest.mark.usefixtures("bare_database")


def test_frame_is_a_site_without_content(client: object) -> None:
    call_command("load_demo", "--frame-only", verbosity=0)

    assert client.get("/").status_code == 200
    assert client.get("/knowledge/").status_code == 200
    assert Role.objects.exists()
    assert Grade.objects.exists()
    assert not User.objects.exists()


def test_frame_twice_changes_nothing(client: object) -> None:
    call_command("load_demo", "--frame-only", verbosity=0)
    pages = set(Page.objects.values_list("pk", "latest_revision_created_at"))
    call_command("load_demo", "--frame-only", verbosity=0)

    assert set(Page.objects.values_list("pk", "latest_revision_created_at")) == pages


def test_sample_can_follow_the_frame(client: object) -> None:
    call_command("load_demo", "--frame-only", verbosity=0)
    call_command("load_demo", "--if-empty", verbosity=0)

    assert not User.objects.exists()
