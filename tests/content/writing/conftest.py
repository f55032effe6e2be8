"""A work group with a writer and a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from content.notes.models import NotePage
from content.people.roles import RoleKey
from content.people.services import give_role
from tests.factories.notes import NoteIndexPageFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User, WorkGroup

ANSWERS = ["นักเรียน ป.1 อ่านไม่คล่อง", "ให้วาดภาพก่อนอ่าน", "อ่านได้ทั้งห้อง", "ดีใจมาก"]


@dataclass
class Office:
    group: WorkGroup
    writer: User
    colleague: User
    reviewer: User
    editor: User
    administrator: User
    outsider: User


@pytest.fixture
def office(site_tree: object) -> Office:
    NoteIndexPageFactory()
    group = WorkGroupFactory(head_position="ผู้อำนวยการกลุ่ม")
    people = {
        "writer": (RoleKey.CONTRIBUTOR, "ครูผู้เขียน"),
        "colleague": (RoleKey.CONTRIBUTOR, "ครูเพื่อนร่วมงาน"),
        "reviewer": (RoleKey.REVIEWER, "ศึกษานิเทศก์"),
        "editor": (RoleKey.EDITOR, "ผู้ดูแลเนื้อหา"),
        "administrator": (RoleKey.ADMINISTRATOR, "ผู้ดูแลระบบ"),
        "outsider": (RoleKey.CONTRIBUTOR, "ครูโรงเรียนอื่น"),
    }
    made = {}
    for name, (role, position) in people.items():
        place = {} if name == "outsider" else {"profile__work_group": group}
        made[name] = UserFactory(username=name, profile__position=position, **place)
        give_role(user=made[name], role=role)
    made["reviewer"].groups.add(group.reviewer_group)
    return Office(group=group, **made)


def typed(**fields: object) -> dict[str, object]:
    """A new story as a browser sends it; `fields` change it."""
    parts = {f"part_{number}": answer for number, answer in enumerate(ANSWERS)}
    return {
        "action": "save",
        "key": str(uuid4()),
        "note_type": "story",
        "layout": "parts",
        "title": "อ่านคล่องด้วยภาพ",
        "audience": "public",
        "licence": "cc-by-4.0",
        **parts,
        **fields,
    }


class Desk:
    """One person at the writing pages of the site, without scripts."""

    def __init__(self, client: Client, user: User) -> None:
        self.client = client
        self.user = user
        self.group = (user.profile.work_group_id if hasattr(user, "profile") else None) or ""

    def __enter__(self) -> Desk:
        self.client.force_login(self.user)
        return self

    def __exit__(self, *_args: object) -> None:
        self.client.logout()

    def begin(self, **fields: object) -> NotePage:
        self.client.post("/write/notes/new/", typed(**{"work_group": self.group, **fields}))
        return NotePage.objects.order_by("pk").last()

    def token(self, page: NotePage) -> str:
        return self.client.get(f"/write/{page.pk}/").context["token"]

    def save(self, page: NotePage, token: str | None = None, **fields: object) -> HttpResponse:
        values = typed(**{"work_group": self.group, "token": self.token(page) if token is None else token, **fields})
        return self.client.post(f"/write/{page.pk}/", values)

    def autosave(self, page: NotePage, token: str, **fields: object) -> HttpResponse:
        values = typed(**{"work_group": self.group, "token": token, "action": "autosave", **fields})
        return self.client.post(f"/write/{page.pk}/", values, headers={"accept": "application/json"})

    def decide(self, page: NotePage, action: str, comment: str = "") -> HttpResponse:
        token = self.client.get(f"/write/{page.pk}/review/").context["token"]
        values = {"action": action, "comment": comment, "token": token}
        return self.client.post(f"/write/{page.pk}/review/", values)


@pytest.fixture
def at(client: Client) -> object:
    """`with at(office.writer) as desk: desk.begin()`"""
    return lambda user: Desk(client, user)


@pytest.fixture
def submitted(office: Office, at: object) -> NotePage:
    """A story of the writer that waits for its review."""
    with at(office.writer) as desk:
        return desk.begin(action="submit")


def body_of(page: NotePage) -> str:
    return NotePage.objects.get(pk=page.pk).get_latest_revision_as_object().body
