"""A solved topic, and who drafts a note from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.people.roles import RoleKey
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.notes import NoteIndexPageFactory
from tests.factories.people import user_with_role
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.people.models import User


@pytest.fixture(autouse=True)
def shelf(site_tree: object) -> None:
    NoteIndexPageFactory()


@pytest.fixture
def drafter() -> User:
    return user_with_role(RoleKey.CONTRIBUTOR, username="drafter")


@pytest.fixture
def solved() -> Topic:
    """A question, a remark and an accepted answer, each by somebody else."""
    topic = TopicFactory(title="ระบายสีกิ่งอย่างไร", text="เด็กใช้สีเดียว", author__profile__position="ครู ป.1")
    PostFactory(topic=topic, text="ของผมก็เป็น", author__profile__position="ครู ป.2")
    topic.accepted = PostFactory(topic=topic, text="หนึ่งกิ่งหนึ่งสี", author__profile__position="ศึกษานิเทศก์")
    topic.save()
    topic.tags.add(TagFactory(name="Mind Map, ผังความคิด"))
    return topic
