"""
What stands between a sent form and the forum: limits, slow mode, blocked words, held accounts.

`judge` answers whether a post is shown at once or waits for a moderator, or refuses it with a sentence for its writer,
whose form keeps the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.forums.models.topics import State

if TYPE_CHECKING:
    from content.forums.models import Category
    from content.people.models import User


class Refused(Exception):
    """A post that is not taken; its text is a Thai sentence that says why, and what to do."""


@dataclass(frozen=True)
class Verdict:
    """The state a new post gets, and the reason moderators read where it is held."""

    state: str = State.VISIBLE
    reason: str = ""


def judge(*, user: User, category: Category, text: str, is_topic: bool) -> Verdict:
    """Whether the post is shown at once. Raises `Refused`."""
    if is_topic and category.holds_every_topic:
        return Verdict(State.PENDING)
    return Verdict()
