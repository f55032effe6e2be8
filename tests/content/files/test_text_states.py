"""What an editor is told about the text of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils.translation import override

from content.files.extraction.limits import Reason
from content.files.models import FileText, FileTextState
from content.files.text_states import text_state
from content.people.roles import RoleKey
from tests.factories.files import DocumentFactory
from tests.factories.people import user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.files.models import OfficeDocument

pytestmark = pytest.mark.django_db
ADVICE = "อัปโหลดไฟล์ที่มีข้อความจริง"


def document_with(**fields: object) -> OfficeDocument:
    document = DocumentFactory(title="ระเบียบการเงิน")
    FileText.objects.filter(document=document).update(**fields)
    document.refresh_from_db()
    return document


@pytest.fixture
def editor(client: Client, site_tree: object) -> Client:
    client.force_login(user_with_role(RoleKey.EDITOR))
    return client


@pytest.mark.parametrize("share", [0.85, 1.0])
def test_a_readable_text_is_good(share: float) -> None:
    state = text_state(document_with(state=FileTextState.DONE, readable_share=share))

    assert state.level == "good"
    assert f"{share * 100:.0f}" in state.label


@pytest.mark.parametrize(
    "fields",
    [
        {"state": FileTextState.DONE, "readable_share": 0.7},
        {"state": FileTextState.UNREADABLE, "reason": Reason.RUBBISH, "readable_share": 0.3},
        {"state": FileTextState.UNREADABLE, "reason": Reason.NO_TEXT},
    ],
)
def test_an_editor_is_told_to_upload_real_text(fields: dict[str, object]) -> None:
    state = text_state(document_with(**fields))

    assert state.level == "warning"
    assert ADVICE in state.advice


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_in_words_of_its_own(reason: Reason) -> None:
    with override("th"):
        state = text_state(document_with(state=FileTextState.UNREADABLE, reason=reason))

    assert state.label
    assert len(state.advice) > 20


def test_numbers_of_citizens_are_warned_of() -> None:
    assert "3" in text_state(document_with(state=FileTextState.DONE, readable_share=1.0, citizen_numbers=3)).warning


def test_the_form_of_a_document_shows_its_state(editor: Client) -> None:
    document = document_with(state=FileTextState.UNREADABLE, reason=Reason.RUBBISH, readable_share=0.31)
    page = editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()

    assert "อ่านได้ 31 %" in page
    assert ADVICE in page


@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtaildocs:index_results"])
def test_the_list_of_documents_shows_the_state_of_each(editor: Client, name: str) -> None:
    document_with(state=FileTextState.DONE, readable_share=0.97)

    assert "อ่านได้ 97 %" in editor.get(reverse(name)).content.decode()


def test_the_list_asks_no_query_for_each_document(editor: Client, django_assert_max_num_queries: object) -> None:
    for number in range(8):
        DocumentFactory(title=f"เอกสาร {number}")
    editor.get(reverse("wagtaildocs:index_results"))

    with django_assert_max_num_queries(22):
        editor.get(reverse("wagtaildocs:index_results"))
