"""An item with an author, and people who talk beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.comments.services import post_comment
from content.notes.models import NoteIndexPage, NotePage
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.comments.models import Comment
    from content.people.models import User


@pytest.fixture
def author(site_tree) -> User:
    return UserFactory(profile__position="ศึกษานิเทศก์")


@pytest.fixture
def member(site_tree) -> User:
    return UserFactory(profile__position="ครูผู้สอน")


@pytest.fixture
def make_item(site_tree, author: User) -> Callable[..., NotePage]:
    """`make_item(audience="members")`: a published note of `author`."""

    def make(**fields: object) -> NotePage:
        fields = {"title": "เคล็ดลับ", "note_type": NotePage.NoteType.TIP, "body": "ก", "live": False, **fields}
        page = NotePage(**fields)
        page.item_authors.create(user=author)
        page = site_tree.index(NoteIndexPage).add_child(instance=page)
        page.save_revision().publish()
        return NotePage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def item(make_item) -> NotePage:
    return make_item()


@pytest.fixture
def say(item: NotePage, member: User) -> Callable[..., Comment]:
    """`say("...")`: a comment of `member` on `item`."""
    count = iter(range(10_000))

    def make(text: str = "ขอบคุณ", **fields: object) -> Comment:
        return post_comment(**{"user": member, "page": item, "text": text, "token": str(next(count)), **fields})

    return make
