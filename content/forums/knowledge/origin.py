"""
Links both ways: the talk an item grew from, shown beside the item, and the items that grew from a topic.

A topic is named to whoever may read it; others learn only that the item came from the forums, and from whom. An item
that is not published yet is there for those who write or review it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse

from content.core.audiences import audiences_of
from content.core.memory import remembered
from content.core.querysets import visible_page_ids
from content.forums.knowledge.permissions import can_draft_from
from content.forums.models import KnowledgeFromTopic, Topic
from content.writing.querysets import drafts_seen_by

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from content.knowledge.models import KnowledgeItem


def origin_beside(item: KnowledgeItem, request: HttpRequest) -> dict[str, object] | None:
    """`roles` of those whose words the item holds, and `topics` as far as this viewer may read them."""
    if item.pk not in remembered(("items from forums",), _items_from_forums):
        # Most items: nothing is remembered of each, which would push out what is asked more often.
        return None
    audiences = audiences_of(request.user)
    return remembered(("forum origin", item.pk, audiences), lambda: _origin(item.pk, request.user))


def _items_from_forums() -> frozenset[int]:
    return frozenset(KnowledgeFromTopic.objects.values_list("page_id", flat=True).distinct())


def _origin(item_id: int, user: object) -> dict[str, object] | None:
    origins = list(
        KnowledgeFromTopic.objects.filter(page_id=item_id).order_by("pk").prefetch_related("contributors__profile")
    )
    if not origins:
        return None
    people = {person.pk: person.public_name for origin in origins for person in origin.contributors.all()}
    topics = Topic.objects.visible_to(user).filter(pk__in={origin.topic_id for origin in origins})
    return {
        # Several people hold one position: they are counted, so that nobody's part is left out.
        "roles": [{"role": role, "count": count} for role, count in Counter(people.values()).items()],
        "topics": [{"title": topic.title, "url": topic.get_absolute_url()} for topic in topics.order_by("pk")],
    }


def knowledge_part(topic: Topic, user: object) -> dict[str, object]:
    """What the topic page shows on top: the items that grew from it, and where one begins another."""
    may_draft = user.is_authenticated and can_draft_from(user, topic)
    return {
        "rows": knowledge_of(topic, user),
        "start_url": reverse("forums_knowledge_start", args=[topic.pk]) if may_draft else "",
    }


def knowledge_of(topic: Topic, user: object) -> list[dict[str, object]]:
    """
    The items that grew from a topic and that `user` may see: published ones, then drafts of theirs.

    A fixed number of queries, however many drafts there are.
    """
    pages = [origin.page for origin in topic.knowledge.select_related("page").order_by("pk")]
    live = visible_page_ids(user, [page.pk for page in pages if page.live])
    drafts = drafts_seen_by(user, [page for page in pages if not page.live])
    rows = [_published(page) for page in pages if page.pk in live]
    return rows + [_draft(page) for page in pages if page.pk in drafts]


def _published(page: Page) -> dict[str, object]:
    return {"title": page.title, "url": page.get_url() or "", "is_published": True}


def _draft(page: Page) -> dict[str, object]:
    return {
        "title": page.draft_title or page.title,
        "url": reverse("writing:edit", args=[page.pk]),
        "is_published": False,
    }
