"""What an edit may bring into a post that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.forums.models import BlockedWord
from content.forums.services.gate import Refused, judge_edit
from tests.content.forums.test_gate import limits
from tests.factories.forums import CategoryFactory, PostFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Category
    from content.people.models import User

pytestmark = pytest.mark.django_db


def edited(before: str, after: str, user: User | None = None, category: Category | None = None) -> None:
    judge_edit(user=user or UserFactory(), category=category or CategoryFactory(), before=before, after=after)


@pytest.mark.parametrize("action", ["hold", "refuse"])
def test_edit_brings_no_blocked_word_into_a_post_that_stands(action: str) -> None:
    BlockedWord.objects.create(text="พนัน", action=action)
    with pytest.raises(Refused, match="พนัน"):
        edited("ข้อความเดิม", "มาเล่นพ\u200bนันกัน")


def test_second_blocked_word_does_not_hide_behind_one_that_was_let_in() -> None:
    BlockedWord.objects.create(text="การพนัน")
    BlockedWord.objects.create(text="หวยเถื่อน")
    with pytest.raises(Refused, match="หวยเถื่อน"):
        edited("เรื่องการพนัน", "เรื่องการพนันและหวยเถื่อน")


def test_edit_brings_no_more_links_than_a_new_post_of_a_new_account() -> None:
    limits(new_account_links=1, new_account_posts=2)
    with pytest.raises(Refused, match="2"):
        edited("https://a.go.th", "https://a.go.th https://b.go.th")
    edited("https://a.go.th https://b.go.th", "แก้คำผิด https://a.go.th https://b.go.th")


def test_edit_of_a_known_account_has_the_limit_of_all() -> None:
    limits(new_account_links=1, new_account_posts=2, most_links=3)
    user = UserFactory()
    PostFactory.create_batch(2, author=user)
    edited("-", "https://a.go.th https://b.go.th", user=user)
    with pytest.raises(Refused):
        edited("-", " ".join(f"https://{letter}.go.th" for letter in "abcd"), user=user)


def test_word_that_was_let_in_may_stay_in_an_edit_and_moderators_write_it() -> None:
    BlockedWord.objects.create(text="พนัน")
    moderator, category = UserFactory(), CategoryFactory()
    category.moderators.add(moderator)
    edited("การพนันในโรงเรียน", "เรื่องการพนันในโรงเรียน")
    edited("ข้อความเดิม", "การพนัน", moderator, category)
