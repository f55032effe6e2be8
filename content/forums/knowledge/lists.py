"""Solved topics that have not become knowledge yet, as plain values for the template."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from content.forums.knowledge.permissions import ways_to_draft
from content.forums.models import Category, KnowledgeFromTopic, SimilarQuestions, Topic
from content.forums.permissions import MODERATE_ALL, may_act, moderated_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from content.forums.querysets.topics import TopicQuerySet
    from content.people.models import User

TOPICS_A_PAGE = 30
MOST_REPEATED = 10
# My page tells a number, not a census.
MOST_COUNTED = 100
LONGEST_PLACE = 60


def not_yet_knowledge(category_ids: Collection[int]) -> TopicQuerySet:
    """Solved topics of these categories from which nothing was published. Drafts of others are nobody's business."""
    published = KnowledgeFromTopic.objects.filter(topic=OuterRef("pk"), page__live=True)
    return Topic.objects.visible().in_categories(category_ids).filter(~Exists(published), accepted__isnull=False)


def not_yet_context(user: User, parameters: Mapping[str, str]) -> dict[str, object]:
    """One page of the list, of one category where `category` names one that `user` may read."""
    categories = list(Category.objects.visible_to(user).select_related("space"))
    chosen = next((category for category in categories if category.slug == parameters.get("category")), None)
    topics = not_yet_knowledge([category.pk for category in ([chosen] if chosen else categories)])
    topics = topics.newest_first().select_related("category", "accepted__author__profile").prefetch_related("tags")
    if place := read_place(parameters.get("before", "")):
        topics = topics.before(*place)
    page = list(topics[: TOPICS_A_PAGE + 1])
    has_more, page = len(page) > TOPICS_A_PAGE, page[:TOPICS_A_PAGE]
    kept = {"category": chosen.slug} if chosen else {}
    may_draft = bool(ways_to_draft(user)) and may_act(user)
    return {
        "rows": [_row(topic, may_draft=may_draft) for topic in page],
        "categories": [
            {"slug": category.slug, "name": category.name, "is_chosen": category == chosen} for category in categories
        ],
        "next_url": f"?{urlencode({**kept, 'before': place_of(page[-1])})}" if has_more else "",
        "is_first": not parameters.get("before"),
        "repeated": repeated_rows(user),
        "may_draft": may_draft,
    }


def repeated_rows(user: User) -> list[dict[str, object]]:
    """Questions that came back in the categories `user` cares for, with those asked before, as far as readable."""
    readable = Topic.objects.visible_to(user)
    asked = SimilarQuestions.objects.filter(topic__in=readable).select_related("topic").prefetch_related("similar")
    if not user.has_perm(MODERATE_ALL):
        asked = asked.filter(topic__category__in=moderated_ids(user))
    written = KnowledgeFromTopic.objects.filter(topic=OuterRef("topic"), page__live=True)
    found = list(asked.filter(~Exists(written)).order_by("-pk")[:MOST_REPEATED])
    before = {topic.pk for row in found for topic in row.similar.all()}
    shown = set(readable.filter(pk__in=before).values_list("pk", flat=True))
    return [
        {
            "title": row.topic.title,
            "url": row.topic.get_absolute_url(),
            "start_url": reverse("forums_knowledge_start", args=[row.topic_id]),
            "similar": [
                {"title": topic.title, "url": topic.get_absolute_url()}
                for topic in row.similar.all()
                if topic.pk in shown
            ],
        }
        for row in found
    ]


def count_for(user: User) -> int:
    """How many solved topics of the categories one moderates wait to become knowledge, up to a hundred."""
    every = Category.objects.visible_to(user).values_list("pk", flat=True)
    ids = list(every) if user.has_perm(MODERATE_ALL) else moderated_ids(user)
    return not_yet_knowledge(ids)[:MOST_COUNTED].count()


def place_of(topic: Topic) -> str:
    return f"{topic.last_posted_at.timestamp()}-{topic.pk}"


def read_place(text: str) -> tuple[datetime.datetime, int] | None:
    """Where a page of a list begins; None for what was crafted."""
    moment, _, pk = text[:LONGEST_PLACE].rpartition("-")
    try:
        return datetime.datetime.fromtimestamp(float(moment), tz=timezone.get_current_timezone()), int(pk)
    except (ValueError, OverflowError, OSError):
        return None


def _row(topic: Topic, *, may_draft: bool) -> dict[str, object]:
    author = topic.accepted.author
    return {
        "title": topic.title,
        "url": topic.get_absolute_url(),
        "category": topic.category.name,
        "answered_by": author.public_name if author else "",
        "solved_at": topic.accepted_at,
        "reply_count": topic.reply_count,
        "tags": [tag.name for tag in topic.tags.all()],
        "start_url": reverse("forums_knowledge_start", args=[topic.pk]) if may_draft else "",
    }
