"""A sheet is written in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content.people.models import User
from content.reflections.models import ReflectionPage
from tests.factories.reflections import ReflectionIndexPageFactory
from tests.support.admin_forms import approved

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def add_url(client: Client, site_tree: object) -> str:
    client.force_login(User.objects.create_superuser("admin", "admin@example.invalid", "x"))
    parent = ReflectionIndexPageFactory()
    return f"/admin/pages/add/reflections/reflectionpage/{parent.pk}/"


def typed(commitment: dict[str, str] | None = None, **fields: object) -> dict[str, object]:
    promise = {"text": "ติดผลสรุป", "due_date": "5/6/2569", "stage": "D", "status": "open", **(commitment or {})}
    return nested_form_data(
        {
            "title": "เริ่มวางระบบ",
            "event": "ประชุมบอร์ด",
            "event_type": "meeting",
            "dated": "8/5/2569",
            "keywords": "บูรณาการ\r\nผู้เรียน",
            "su_points": "งานวิชาการคืองานหลัก",
            "li_summary": "เริ่มจากปัญหาผู้เรียน",
            "audience": "public",
            "licence": "cc-by-4.0",
            "commitments": inline_formset([promise]),
            "item_authors": inline_formset([{"user": str(User.objects.get(username="admin").pk)}]),
            "item_readers": inline_formset([]),
            "item_attachments": inline_formset([]),
            "related_links": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_complete_sheet_is_submitted_and_goes_live_when_approved(client: Client, add_url: str) -> None:
    response = client.post(add_url, {**typed(), "action-submit": "1"})

    assert response.status_code == 302, response.context["form"].errors
    page = approved(ReflectionPage)
    assert page.live
    assert page.keywords == ["บูรณาการ", "ผู้เรียน"]
    assert page.commitments.get().due_date.isoformat() == "2026-06-05"


def test_sheet_without_a_day_is_kept_as_a_draft_but_not_submitted(client: Client, add_url: str) -> None:
    refused = client.post(add_url, {**typed(dated=""), "action-submit": "1"})
    kept = client.post(add_url, typed(dated=""))

    assert list(refused.context["form"].errors) == ["dated"]
    assert kept.status_code == 302
    assert not ReflectionPage.objects.get().live


def test_commitment_is_not_closed_without_a_check(client: Client, add_url: str) -> None:
    response = client.post(add_url, {**typed({"status": "closed"}), "action-submit": "1"})

    (row,) = response.context["form"].formsets["commitments"].forms
    assert {"checked_on", "check_note"} <= set(row.errors)
    assert not ReflectionPage.objects.exists()


def test_commitment_is_closed_with_a_check(client: Client, add_url: str) -> None:
    check = {"status": "closed", "checked_on": "4/6/2569", "check_note": "มีคนอ่าน"}

    client.post(add_url, {**typed(check), "action-submit": "1"})

    assert approved(ReflectionPage).commitments.get().is_closed
