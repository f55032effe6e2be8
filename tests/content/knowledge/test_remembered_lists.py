"""Lists of the bank are made once for all who may read the same; what was sought in words is found anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from content.knowledge import listing
from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NotePage
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from tests.content.knowledge.conftest import AddNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper, remembering: Callable) -> list[str]:
    """What search was asked for by the lists, without whole pages being kept."""
    settings.KM_PAGE_CACHE = "off"
    questions: list[str] = []
    found = listing.search

    def search(query: object, audiences: object) -> object:
        questions.append(query.text)
        return found(query, audiences)

    monkeypatch.setattr(listing, "search", search)
    return questions


def shown(client: Client, query: str = "") -> str:
    return client.get(f"{KnowledgeIndexPage.objects.get().get_url()}?{query}").content.decode()


def test_list_is_made_once_for_each_way_to_look_at_it(client: Client, add_note: AddNote, remembering, asked) -> None:
    add_note(title="เรื่องนก", tags=["นกน้ำ"])
    add_note(title="เรื่องข้าว", tags=["ข้าว"])
    remembering()

    for _ in range(2):
        assert "เรื่องข้าว" in shown(client)
        assert "เรื่องข้าว" not in shown(client, "tag=นกน้ำ")
    assert len(asked) == 2


def test_new_item_is_listed_at_once(client: Client, add_note: AddNote, remembering, asked) -> None:
    add_note(title="เรื่องนก")
    remembering()
    shown(client)
    add_note(title="เรื่องใหม่")
    remembering()

    assert "เรื่องใหม่" in shown(client)


def test_members_and_visitors_have_lists_of_their_own(client: Client, add_note: AddNote, remembering, asked) -> None:
    add_note(title="เปิด")
    add_note(title="ปิดไว้", audience=NotePage.Audience.MEMBERS)
    remembering()
    member = UserFactory()

    for user, is_shown in ((member, True), (None, False), (member, True), (None, False)):
        client.logout()
        if user:
            client.force_login(user)
        assert ("ปิดไว้" in shown(client)) is is_shown


def test_words_are_sought_each_time(client: Client, add_note: AddNote, remembering, asked) -> None:
    add_note(title="เรื่องนก")
    remembering()
    for _ in range(2):
        assert "เรื่องนก" in shown(client, "q=นก")

    assert len(asked) == 2


@pytest.mark.parametrize("query", ["tag=ไม่มีใครใช้", "grade=p99"])
def test_made_up_filter_pushes_nothing_out(client: Client, add_note: AddNote, remembering, asked, query: str) -> None:
    add_note(title="เรื่องนก")
    remembering()
    for _ in range(2):
        shown(client, query)

    assert len(asked) == 2


def test_what_was_not_finished_is_made_anew(
    client: Client, add_note: AddNote, remembering, asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_note(title="เรื่องนก")
    remembering()
    found = listing.search
    monkeypatch.setattr(listing, "search", lambda query, audiences: replace(found(query, audiences), partial=True))
    for _ in range(2):
        shown(client)

    assert len(asked) == 2
