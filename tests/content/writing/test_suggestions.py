"""What the form suggests is what this writer may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.notes import NotePageFactory

if TYPE_CHECKING:
    from django.test import Client

    from content.notes.models import NotePage
    from tests.content.writing.conftest import Office


def tagged(*names: str, **fields: object) -> NotePage:
    note = NotePageFactory(**fields)
    note.tags.set(names)
    note.save()
    return note


def test_tags_are_suggested_by_their_beginning_first(client: Client, office: Office) -> None:
    tagged("การอ่าน", "รักการอ่าน")
    client.force_login(office.writer)

    assert client.get("/write/tags/?q=การ").json()["tags"] == ["การอ่าน", "รักการอ่าน"]


def test_tag_of_hidden_pages_is_suggested_to_their_readers_only(client: Client, office: Office) -> None:
    tagged("เรื่องภายใน", audience="work_group", work_group=office.group)
    client.force_login(office.outsider)
    assert client.get("/write/tags/?q=เรื่อง").json()["tags"] == []
    client.force_login(office.writer)
    assert client.get("/write/tags/?q=เรื่อง").json()["tags"] == ["เรื่องภายใน"]


def test_items_are_found_by_part_of_their_title_by_those_who_may_read_them(client: Client, office: Office) -> None:
    NotePageFactory(title="ข้าวสังข์หยดเมืองพัทลุง")
    NotePageFactory(title="ข้าวสังข์หยดของกลุ่มงาน", audience="work_group", work_group=office.group)

    def found(user: object) -> set[str]:
        client.force_login(user)
        return {row["title"] for row in client.get("/write/links/?q=สังข์หยด").json()["items"]}

    assert found(office.outsider) == {"ข้าวสังข์หยดเมืองพัทลุง"}
    assert found(office.writer) == {"ข้าวสังข์หยดเมืองพัทลุง", "ข้าวสังข์หยดของกลุ่มงาน"}


def test_without_scripts_items_are_found_in_the_form_and_linked(client: Client, office: Office, at: object) -> None:
    target = NotePageFactory(title="ข้าวสังข์หยดเมืองพัทลุง")
    with at(office.writer) as desk:
        page = desk.begin()
        shown = desk.save(page, action="find", related_query="สังข์หยด", part_0="ยังอยู่").content.decode()
        desk.save(page, related=[target.pk])
    page.refresh_from_db()

    assert target.title in shown
    assert "ยังอยู่</textarea>" in shown
    assert [row.target_id for row in page.get_latest_revision_as_object().related_links.all()] == [target.pk]


def test_hidden_item_cannot_be_linked_to_by_its_number(client: Client, office: Office, at: object) -> None:
    hidden = NotePageFactory(audience="work_group", work_group=office.group, title="เรื่องภายในของกลุ่ม")
    with at(office.outsider) as desk:
        page = desk.begin()
        html = desk.save(page, related=[hidden.pk]).content.decode()

    assert hidden.title not in html
