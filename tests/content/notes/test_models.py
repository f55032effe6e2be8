"""A note's text: its limits, and the HTML that is kept of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from content.core import markdown
from content.notes import models
from content.notes.models import LONGEST_BODY, NoteIndexPage, NotePage
from tests.factories.notes import NotePageFactory

THREE_HEADINGS = "## บริบท\n\nก\n\n## สิ่งที่ทำ\n\nข\n\n## ผล\n\nค"

# A page asks for its content type when it is made, unless an earlier test has.
pytestmark = pytest.mark.django_db


def body_errors(body: str) -> list[str]:
    note = NotePage(title="บันทึก", body=body)
    try:
        note.clean_fields(exclude=[field.name for field in note._meta.fields if field.name != "body"])
    except ValidationError as error:
        return error.message_dict["body"]
    return []


@pytest.mark.parametrize("body", ["ก", "ไทย **หนา**\n\n- ข้อ", "ก" * LONGEST_BODY])
def test_text_up_to_the_limit_is_accepted(body: str) -> None:
    assert body_errors(body) == []


def test_text_above_the_limit_is_refused_with_both_numbers() -> None:
    (message,) = body_errors("ก" * (LONGEST_BODY + 1))

    assert "200001" in message.replace(",", "")
    assert "200000" in message.replace(",", "")


@pytest.mark.parametrize("body", ["", "ก\x00ข"])
def test_empty_text_and_nul_are_refused(body: str) -> None:
    assert len(body_errors(body)) == 1


def test_html_is_kept_when_the_note_is_saved(site_tree: object) -> None:
    note = NotePageFactory(body="**หนา**")

    assert note.body_html == "<p><strong>หนา</strong></p>"


def test_saving_an_unchanged_note_does_not_read_its_text_again(
    site_tree: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = NotePageFactory()
    monkeypatch.setattr(models, "render_markdown", _refuse)

    note.title = "ชื่อใหม่"
    note.save()

    assert NotePage.objects.get(pk=note.pk).title == "ชื่อใหม่"


def test_reading_a_note_does_not_read_its_markdown_again(site_tree: object, monkeypatch: pytest.MonkeyPatch) -> None:
    note = NotePageFactory(body="**หนา**")
    monkeypatch.setattr(models, "render_markdown", _refuse)

    assert "<strong>หนา</strong>" in note.document.html


def test_changed_text_is_shown_before_it_is_saved(site_tree: object) -> None:
    note = NotePageFactory(body="เดิม")

    note.body = "ร่างใหม่"

    assert note.document.html == "<p>ร่างใหม่</p>"


def test_html_of_an_older_renderer_is_made_anew(site_tree: object, monkeypatch: pytest.MonkeyPatch) -> None:
    note = NotePageFactory(body="**หนา**")
    NotePage.objects.filter(pk=note.pk).update(body_html="<p>ของเก่า</p>")
    monkeypatch.setattr(markdown, "RENDERER_VERSION", markdown.RENDERER_VERSION + 1)

    stale = NotePage.objects.get(pk=note.pk)

    assert "ของเก่า" not in stale.document.html
    stale.save()
    assert NotePage.objects.get(pk=note.pk).body_html == "<p><strong>หนา</strong></p>"


def test_kept_html_that_was_tampered_with_is_cleaned_again(site_tree: object) -> None:
    note = NotePageFactory()
    NotePage.objects.filter(pk=note.pk).update(body_html="<script>alert(1)</script><p>ดี</p>")

    assert NotePage.objects.get(pk=note.pk).document.html == "<p>ดี</p>"


def test_note_stands_only_in_its_list() -> None:
    assert NotePage.allowed_parent_page_models() == [NoteIndexPage]
    assert NotePage.allowed_subpage_models() == []
    assert NoteIndexPage.allowed_subpage_models() == [NotePage]


def _refuse(text: str) -> str:
    raise AssertionError("The text was read again.")
