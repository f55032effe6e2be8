from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from content.core.models import RelatedPage
from content.knowledge.models import ItemAuthor, ItemReader
from content.notes.models import NotePage
from tests.factories.notes import NotePageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

AddNote = Callable[..., NotePage]


@pytest.fixture
def add_note(site_tree: object) -> AddNote:
    """`add_note(title=..., authors=[user], readers=[user], related=[page])`: a live note."""

    def add(
        *, authors: list = (), readers: list = (), related: list[Page] = (), tags: list[str] = (), **fields: object
    ) -> NotePage:
        note = NotePageFactory(**fields)
        note.item_authors = [ItemAuthor(user=user) for user in authors]
        note.item_readers = [ItemReader(user=user) for user in readers]
        note.related_links = [RelatedPage(target=page.page_ptr) for page in related]
        if tags:
            note.tags.set(tags)
        note.save_revision().publish()
        return NotePage.objects.get(pk=note.pk)

    return add
