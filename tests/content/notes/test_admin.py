"""A note is written in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content.notes.models import LONGEST_BODY, NotePage
from content.people.models import User
from tests.factories.notes import NoteIndexPageFactory
from tests.support.admin_forms import approved

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def add_url(client: Client, site_tree: object) -> str:
    client.force_login(User.objects.create_superuser("admin", "admin@example.invalid", "x"))
    return f"/admin/pages/add/notes/notepage/{NoteIndexPageFactory().pk}/"


def typed(**fields: object) -> dict[str, object]:
    return nested_form_data(
        {
            "title": "ตั้งชื่อเรื่องให้ค้นเจอ",
            "note_type": "tip",
            "body": "## สูตร\n\nให้ทำอะไร **เมื่อใด**",
            "audience": "public",
            "licence": "cc-by-4.0",
            "item_authors": inline_formset([{"user": str(User.objects.get(username="admin").pk)}]),
            "item_readers": inline_formset([]),
            "item_attachments": inline_formset([]),
            "related_links": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_note_is_submitted_and_goes_live_with_its_html(client: Client, add_url: str) -> None:
    response = client.post(add_url, {**typed(), "action-submit": "1"})

    assert response.status_code == 302, response.context["form"].errors
    assert "<strong>เมื่อใด</strong>" in approved(NotePage).body_html


@pytest.mark.parametrize("body", ["", "ก" * (LONGEST_BODY + 1)])
def test_empty_or_endless_note_is_refused(client: Client, add_url: str, body: str) -> None:
    response = client.post(add_url, {**typed(body=body), "action-submit": "1"})

    assert list(response.context["form"].errors) == ["body"]
    assert not NotePage.objects.exists()
