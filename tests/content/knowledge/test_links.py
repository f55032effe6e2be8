"""Related items, backlinks, attachments and authors on an item's page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from wagtail.utils import sendfile

from content.files.models import OfficeDocument
from content.knowledge.models import ItemAttachment
from content.notes.models import NotePage
from content.people.roles import RoleKey
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from tests.content.knowledge.conftest import AddNote

pytestmark = pytest.mark.django_db
MEMBERS = NotePage.Audience.MEMBERS


def html(client: Client, note: NotePage) -> str:
    return client.get(note.get_url()).content.decode()


def attach(note: NotePage, name: str = "worksheet.txt") -> OfficeDocument:
    document = OfficeDocument.objects.create(title="ใบงานนับนก", file=ContentFile("นับนก".encode(), name=name))
    note.item_attachments = [*note.item_attachments.all(), ItemAttachment(document=document)]
    note.save_revision().publish()
    return document


def test_link_is_shown_on_both_pages(client: Client, add_note: AddNote) -> None:
    target = add_note(title="ปลายทาง")
    source = add_note(title="ต้นทาง", related=[target])

    assert "ปลายทาง" in html(client, source)
    assert "ต้นทาง" in html(client, target)


def test_hidden_target_is_not_named(client: Client, add_note: AddNote) -> None:
    target = add_note(title="เรื่องภายใน", audience=MEMBERS)
    source = add_note(title="ต้นทาง", related=[target])

    assert "เรื่องภายใน" not in html(client, source)
    client.force_login(UserFactory())
    assert "เรื่องภายใน" in html(client, source)


def test_hidden_source_is_not_named_as_backlink(client: Client, add_note: AddNote) -> None:
    target = add_note(title="ปลายทาง")
    add_note(title="เรื่องภายใน", audience=MEMBERS, related=[target])

    assert "เรื่องภายใน" not in html(client, target)


def test_authors_are_shown_by_position(client: Client, add_note: AddNote) -> None:
    author = UserFactory(first_name="ชื่อจริง", profile__position="ศึกษานิเทศก์ภาษาไทย")
    page = html(client, add_note(title="เรื่อง", authors=[author]))

    assert "ศึกษานิเทศก์ภาษาไทย" in page
    assert "ชื่อจริง" not in page
    assert author.username not in page


def test_document_of_a_public_item_is_public(client: Client, add_note: AddNote) -> None:
    document = attach(add_note(title="เรื่อง"))

    assert client.get(document.url).status_code == 200


def test_document_of_a_members_item_is_for_members(client: Client, add_note: AddNote) -> None:
    document = attach(add_note(title="เรื่อง", audience=MEMBERS))

    assert client.get(document.url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(document.url).status_code == 200


def test_document_on_a_public_and_a_members_item_is_public(client: Client, add_note: AddNote) -> None:
    public, internal = add_note(title="เปิด"), add_note(title="ปิด", audience=MEMBERS)
    document = attach(internal)
    public.item_attachments = [ItemAttachment(document=document)]
    public.save_revision().publish()

    assert client.get(document.url).status_code == 200


def test_document_of_an_unpublished_item_is_closed(client: Client, add_note: AddNote) -> None:
    note = add_note(title="เรื่อง")
    document = attach(note)
    note.unpublish()

    assert client.get(document.url).status_code == 404


def test_document_on_no_page_is_for_its_uploader_and_editors(client: Client, site_tree: object) -> None:
    uploader = UserFactory()
    document = OfficeDocument.objects.create(
        title="ร่าง", file=ContentFile(b"x", name="draft.txt"), uploaded_by_user=uploader
    )

    assert client.get(document.url).status_code == 404
    for user, status in ((UserFactory(), 404), (uploader, 200), (user_with_role(RoleKey.EDITOR), 200)):
        client.force_login(user)
        assert client.get(document.url).status_code == status


def test_document_has_no_public_address(client: Client, add_note: AddNote, settings: object) -> None:
    document = attach(add_note(title="เรื่อง"))

    assert not document.file.path.startswith(str(settings.MEDIA_ROOT))
    assert client.get(document.file.url).status_code == 404


def test_proxy_sends_the_document_once_it_is_allowed(client: Client, add_note: AddNote, settings: object) -> None:
    settings.SENDFILE_BACKEND = "content.files.accel"
    settings.KM_ACCEL_PREFIX = "/private-files/"
    sendfile._get_sendfile.clear()
    response = client.get(attach(add_note(title="เรื่อง")).url)
    sendfile._get_sendfile.clear()

    assert response["X-Accel-Redirect"].startswith("/private-files/documents/")
    assert response.content == b""


def test_item_describes_itself_to_machines(client: Client, add_note: AddNote) -> None:
    author = UserFactory(profile__position="ครูผู้สอน")
    note = add_note(title="</script><b>ชื่อ & เรื่อง", tags=["นกน้ำ"], authors=[author])
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html(client, note), re.DOTALL)
    described = next(data for data in map(json.loads, blocks) if data.get("name") == note.title)

    assert described["author"][0]["jobTitle"] == "ครูผู้สอน"
    assert described["license"].startswith("https://creativecommons.org/")
    assert described["keywords"] == ["นกน้ำ"]


def test_document_is_asked_for_each_time(client: Client, add_note: AddNote) -> None:
    control = client.get(attach(add_note(title="เรื่อง")).url)["Cache-Control"]

    assert "private" in control
    assert "no-cache" in control
