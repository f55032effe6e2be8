"""What talk that becomes knowledge adds to other pages: to a topic, to an item, and to my page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.forums.knowledge.lists import count_for
from content.forums.knowledge.origin import knowledge_part, origin_beside
from content.forums.knowledge.widening import cautions
from content.forums.permissions import moderates_any
from content.forums.topic_page import register_topic_part
from content.knowledge.beside import register_part
from content.people.my_page import OFFICE, register_section
from content.writing.cautions import register_caution

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.forums.models import Topic


def part_of_topic(topic: Topic, request: HttpRequest) -> dict[str, object]:
    return knowledge_part(topic, request.user)


def register() -> None:
    register_topic_part("knowledge", part_of_topic)
    register_part("forum_origin", origin_beside)
    register_caution(cautions)
    register_section(
        key="forum_knowledge",
        group=OFFICE,
        order=60,
        label=_("Solved topics that are not yet knowledge"),
        url="forums_not_yet_knowledge",
        count=count_for,
        shown_to=moderates_any,
    )
