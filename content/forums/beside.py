"""What the forums add to pages of other apps: rows of my page, and talk on the pages of groups, teams and schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.forums.owners import latest_of
from content.forums.permissions import moderates_any
from content.forums.topic_lists import begun_by
from content.people.my_page import OFFICE, register_section
from content.website.talk import register_talk

if TYPE_CHECKING:
    from content.people.models import User


def count_topics(user: User) -> int:
    return begun_by(user).count()


def register() -> None:
    register_talk(latest_of)
    register_section(
        key="forum_topics", order=30, label=_("My topics in the forums"), url="forums_mine", count=count_topics
    )
    register_section(
        key="forum_numbers",
        group=OFFICE,
        order=62,
        label=_("Numbers of the forums"),
        url="forums_numbers",
        shown_to=moderates_any,
    )
