"""Where the menu of an item leads those who may edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.core.editing import edit_path
from content.knowledge.models import ItemAuthor
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.notes.models import NotePage
    from tests.content.writing.conftest import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(office: Office) -> NotePage:
    return NotePageFactory(
        owner=office.writer, item_authors=[ItemAuthor(user=office.writer), ItemAuthor(user=office.colleague)]
    )


def link_for(client: Client, user: object, page: object) -> str:
    if user:
        client.force_login(user)
    return client.get(page.url).context["edit_path"]


@pytest.mark.parametrize("who", ["writer", "colleague", "editor"])
def test_authors_and_editors_are_led_to_the_form_of_the_site(client: Client, office: Office, note, who: str) -> None:
    link = link_for(client, getattr(office, who), note)
    assert link == f"/write/{note.pk}/"
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("who", ["outsider", "reviewer"])
def test_others_are_offered_no_form(client: Client, office: Office, note: NotePage, who: str) -> None:
    assert link_for(client, getattr(office, who), note) == ""


def test_visitor_and_member_are_offered_no_form(client: Client, note: NotePage) -> None:
    assert link_for(client, None, note) == ""
    assert link_for(client, UserFactory(), note) == ""


def test_page_that_is_not_written_on_the_site_is_edited_in_the_admin(client: Client, office: Office, note) -> None:
    shelf = note.get_parent()
    assert link_for(client, office.editor, shelf) == f"/admin/pages/{shelf.pk}/edit/"
    assert link_for(client, office.writer, shelf) == ""


def test_link_costs_at_most_one_question(
    client: Client, office: Office, note: NotePage, django_assert_max_num_queries: Callable
) -> None:
    office.outsider.has_perm("wagtailadmin.access_admin")
    with django_assert_max_num_queries(1):
        edit_path(note, office.outsider)
