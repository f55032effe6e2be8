"""A report is written in the admin: drafts may be incomplete, contradictions are named, complete ones go live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from content.focus_groups.models import FocusGroupPage
from content.people.models import User
from tests.factories.focus_groups import FocusGroupIndexPageFactory
from tests.support.admin_forms import approved

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def add_url(client: Client, site_tree: object) -> str:
    client.force_login(User.objects.create_superuser("admin", "admin@example.invalid", "x"))
    parent = FocusGroupIndexPageFactory()
    return f"/admin/pages/add/focus_groups/focusgrouppage/{parent.pk}/"


def typed(frequency: int = 8, **fields: object) -> dict[str, object]:
    need = {"need": "จ่ายเร็ว", "frequency": frequency, "intensity": 5, "source": "session"}
    need |= {"quotes-count": "0"}
    needs = {"count": "1", "0": {"value": need, "deleted": "", "order": "0", "id": ""}}
    author = User.objects.get(username="admin")
    return nested_form_data(
        {
            "title": "ผล Focus Group กลุ่มครู",
            "stakeholder_group": "teachers",
            "dated": "26/5/2569",
            "audience": "public",
            "licence": "cc-by-4.0",
            "participants": streamfield([("participants", {"role": "ครู", "count": 8})]),
            "statements": streamfield([]),
            "themes": streamfield([("theme", {"name": "สวัสดิการ", "description": "", "needs": needs})]),
            "question_guide": "ข้อหนึ่ง\r\n\r\nข้อสอง",
            "resolutions": inline_formset([{"text": "ทำแบบตรวจ", "status": "planned"}]),
            "follow_ups": inline_formset([]),
            "item_authors": inline_formset([{"user": str(author.pk)}]),
            "item_readers": inline_formset([]),
            "item_attachments": inline_formset([]),
            "related_links": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_complete_report_is_submitted_and_goes_live_when_approved(client: Client, add_url: str) -> None:
    response = client.post(add_url, {**typed(), "action-submit": "1"})

    assert response.status_code == 302, response.context["form"].errors
    page = approved(FocusGroupPage)
    assert page.live
    assert page.dated.isoformat() == "2026-05-26"
    assert page.question_guide == ["ข้อหนึ่ง", "ข้อสอง"]
    assert [row.number for row in page.resolutions.all()] == [1]
    assert page.ranked_needs[0].score == 40


def test_need_raised_by_more_than_were_there_is_refused(client: Client, add_url: str) -> None:
    response = client.post(add_url, {**typed(frequency=9), "action-submit": "1"})

    assert list(response.context["form"].errors) == ["themes"]
    assert not FocusGroupPage.objects.exists()


@pytest.mark.parametrize(
    ("missing", "field"), [({"dated": ""}, "dated"), ({"participants": streamfield([])}, "participants")]
)
def test_incomplete_report_is_kept_as_a_draft_but_not_submitted(
    client: Client, add_url: str, missing: dict[str, object], field: str
) -> None:
    refused = client.post(add_url, {**typed(**missing), "action-submit": "1"})
    kept = client.post(add_url, typed(**missing))

    assert list(refused.context["form"].errors) == [field]
    assert kept.status_code == 302
    assert not FocusGroupPage.objects.get().live
