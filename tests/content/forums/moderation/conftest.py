from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.forums import CategoryFactory, PostFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Category, Post
    from content.people.models import User


@pytest.fixture
def category(db: None) -> Category:
    """A public category with one moderator; see `moderator`."""
    return CategoryFactory()


@pytest.fixture
def moderator(category: Category) -> User:
    user = UserFactory(profile__position="ศึกษานิเทศก์")
    category.moderators.add(user)
    return user


@pytest.fixture
def colleague(category: Category) -> User:
    """Another moderator of the same category."""
    user = UserFactory(profile__position="ผู้อำนวยการกลุ่ม")
    category.moderators.add(user)
    return user


@pytest.fixture
def post(category: Category) -> Post:
    return PostFactory(topic__category=category, text="ข้อความเดิม")
