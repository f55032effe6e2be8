"""Authors and reviewers are warned where a draft would be read by more people than the talk it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.forums.knowledge.widening import cautions, is_wider
from content.knowledge.models import ItemReader
from content.people.roles import RoleKey
from content.writing.services.desks import version_token
from content.writing.services.review import submit
from tests.content.forums.knowledge.making import draft
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db
WARNING = "หมวดที่ไม่ได้เปิดให้ทุกคนอ่าน"


@pytest.mark.parametrize(
    ("readers", "audience", "wider"),
    [
        ("public", "public", False),
        ("members", "public", True),
        ("members", "members", False),
        ("members", "school", False),
        ("work_group", "public", True),
        ("work_group", "members", True),
        ("work_group", "work_group", False),
        ("work_group", "school", True),
    ],
)
def test_audience_is_compared_with_the_readers_of_the_category(readers: str, audience: str, wider: bool) -> None:
    group, school = WorkGroupFactory(), SchoolFactory()
    own = {"work_group": group} if readers == "work_group" else {}
    page = NotePageFactory(audience=audience, work_group=group, school=school)
    assert is_wider(page, CategoryFactory(readers=readers, **own)) is wider


def test_another_work_group_is_wider() -> None:
    category = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
    assert is_wider(NotePageFactory(audience="work_group", work_group=WorkGroupFactory()), category)


def test_named_readers_are_compared_one_by_one() -> None:
    group, colleague = WorkGroupFactory(), UserFactory()
    colleague.groups.add(group.group)
    category, page = CategoryFactory(readers="work_group", work_group=group), NotePageFactory(audience="people")
    page.item_readers.add(ItemReader(user=colleague))
    assert not is_wider(page, category)
    page.item_readers.add(ItemReader(user=UserFactory()))
    assert is_wider(page, category)


def test_item_of_no_talk_warns_of_nothing() -> None:
    assert list(cautions(NotePageFactory(audience="public"))) == []


def test_author_and_reviewer_are_warned(client: Client, drafter: User) -> None:
    page = draft(TopicFactory(category__name="ห้องปิดลับ", category__readers="members"), drafter, title="เรื่อง")
    client.force_login(drafter)
    assert WARNING not in client.get(f"/write/{page.pk}/").text
    page.audience = "public"
    page.save_revision()
    assert WARNING in client.get(f"/write/{page.pk}/").text
    stored = type(page).objects.get(pk=page.pk)
    submit(page=stored, user=drafter, token=version_token(stored))
    client.force_login(user_with_role(RoleKey.EDITOR))
    answer = client.get(f"/write/{page.pk}/review/").text
    assert WARNING in answer
    assert "ห้องปิดลับ" not in answer
