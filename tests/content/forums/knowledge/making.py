"""Drafts from topics, and their publication, as services make them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from content.forums.knowledge.permissions import ways_to_draft
from content.forums.knowledge.services import draft_from_topic
from content.notes.models import NotePage

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.people.models import User


def draft(topic: Topic, user: User, value: str = "faq", **more: object) -> NotePage:
    kind, outline = next(way for way in ways_to_draft(user) if way[1].value == value)
    given = {"posts": list(topic.posts.visible().in_order()), "title": topic.title, "key": uuid4(), **more}
    page = draft_from_topic(user=user, topic=topic, kind=kind, outline=outline, **given)
    return NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page: NotePage) -> NotePage:
    NotePage.objects.get(pk=page.pk).get_latest_revision().publish()
    return NotePage.objects.get(pk=page.pk)
