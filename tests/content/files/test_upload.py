"""What an editor may upload through the admin, and what is said where not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from content.files import forms
from content.files.models import OfficeDocument, OfficeImage
from content.people.roles import RoleKey
from tests.factories.people import user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, site_tree: object) -> Client:
    client.force_login(user_with_role(RoleKey.EDITOR))
    return client


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#0B5D5B").save(file, "PNG")
    return file.getvalue()


def upload(client: Client, kind: str, name: str, content: bytes, **fields: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(f"wagtail{kind}:add"), {"title": "ทดสอบ", "file": file, **fields})


def test_picture_needs_alternative_text(editor: Client) -> None:
    upload(editor, "images", "นก.png", picture())
    assert not OfficeImage.objects.exists()

    upload(editor, "images", "นก.png", picture(), description="นกน้ำบินเหนือทะเลน้อย")
    assert OfficeImage.objects.get().default_alt_text == "นกน้ำบินเหนือทะเลน้อย"


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", b"<svg onload=alert(1)>"), ("a.svg", b"<svg/>"), ("a.png", b"")]
)
def test_what_is_no_picture_is_refused(editor: Client, name: str, content: bytes) -> None:
    upload(editor, "images", name, content, description="นก")

    assert not OfficeImage.objects.exists()


def test_document_that_is_what_it_says_is_kept(editor: Client) -> None:
    upload(editor, "docs", "ใบงาน.txt", "นับนก".encode())

    assert OfficeDocument.objects.get().file.name.endswith(".txt")


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"MZ\x90 program"), ("a.exe", b"MZ"), ("a.html", b"<script>")])
def test_document_that_is_something_else_is_refused(editor: Client, name: str, content: bytes) -> None:
    response = upload(editor, "docs", name, content)

    assert response.status_code == 200
    assert not OfficeDocument.objects.exists()


def test_document_that_is_too_large_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_DOCUMENT_BYTES", 10)
    upload(editor, "docs", "a.txt", b"x" * 11)

    assert not OfficeDocument.objects.exists()
