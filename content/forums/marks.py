"""
What a person has read: the marks, and what counts as unread.

Topics untouched for `UNREAD_DAYS` count as read, so that nobody starts with thousands of unread topics and no list
walks through years. Marks are each reader's own state; they only move forward, and writing one twice changes nothing.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from content.forums.models import Category, CategoryMark, Topic, TopicMark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from content.forums.querysets.topics import TopicQuerySet
    from content.people.models import User

UNREAD_DAYS = 90

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadUntil:
    """Up to which moment everything counts as read: everywhere, and further on in some categories."""

    everywhere: datetime.datetime
    categories: Mapping[int, datetime.datetime] = field(default_factory=dict)

    def of(self, category_id: int) -> datetime.datetime:
        return max(self.everywhere, self.categories.get(category_id, self.everywhere))


def read_until(user: User) -> ReadUntil:
    """One query."""
    floor = max(user.date_joined, timezone.now() - datetime.timedelta(days=UNREAD_DAYS))
    marks = dict(CategoryMark.objects.filter(user=user).values_list("category_id", "read_until"))
    everywhere = max(floor, marks.pop(None, floor))
    return ReadUntil(everywhere, {pk: moment for pk, moment in marks.items() if moment > everywhere})


def unread_topics(user: User, category_ids: Collection[int]) -> TopicQuerySet:
    """The visible topics of these categories in which somebody has written what `user` has not read."""
    return _unread(Topic.objects.in_categories(category_ids), user, read_until(user))


def unread_category_ids(user: object, category_ids: Collection[int]) -> set[int]:
    """Those of the categories in which something is unread. Two queries, whatever their number."""
    if not user.is_authenticated or not category_ids:
        return set()
    unread = _unread(Topic.objects.filter(category_id=OuterRef("pk")), user, read_until(user))
    found = Category.objects.filter(Exists(unread), pk__in=category_ids).order_by()
    return set(found.values_list("pk", flat=True))


def _unread(topics: TopicQuerySet, user: User, until: ReadUntil) -> TopicQuerySet:
    topics = topics.visible().filter(last_posted_at__gt=until.everywhere)
    for pk, moment in until.categories.items():
        topics = topics.exclude(category_id=pk, last_posted_at__lte=moment)
    read = TopicMark.objects.filter(user=user, topic_id=OuterRef("pk"), last_number__gte=OuterRef("last_shown"))
    return topics.exclude(Exists(read))


def new_posts(user: object, topics: Collection[Topic]) -> dict[int, int]:
    """For each of the topics how many posts are new to `user`; read ones are left out. Two queries for a page."""
    if not user.is_authenticated or not topics:
        return {}
    until = read_until(user)
    marks = dict(TopicMark.objects.filter(user=user, topic__in=topics).values_list("topic_id", "last_number"))
    return {
        topic.pk: topic.last_shown - marks.get(topic.pk, 0)
        for topic in topics
        if topic.last_posted_at > until.of(topic.category_id) and marks.get(topic.pk, 0) < topic.last_shown
    }


def last_read(user: object, topic: Topic) -> int:
    """The number of the last post that `user` has read; 0 where there is none."""
    if not user.is_authenticated:
        return 0
    mark = TopicMark.objects.filter(user=user, topic=topic).values_list("last_number", flat=True).first()
    return mark or 0


def mark_read(user: object, topic: Topic, number: int, known: int) -> None:
    """
    Note that `user` has read up to a post. `known` is what stands there already: nothing is written where it is as far.

    It never fails the page on which it is called: a mark is a convenience, the words are what was asked for.
    """
    if not user.is_authenticated or number <= known:
        return
    try:
        with transaction.atomic():
            now = timezone.now()
            mark = TopicMark.objects.filter(user=user, topic=topic)
            if known and mark.filter(last_number__lt=number).update(last_number=number, read_at=now):
                return
            # Two tabs of one reader may come here at once; the mark that is further on stays.
            TopicMark.objects.bulk_create(
                [TopicMark(user=user, topic=topic, last_number=number, read_at=now)], ignore_conflicts=True
            )
            mark.filter(last_number__lt=number).update(last_number=number, read_at=now)
    except DatabaseError:
        logger.warning("The mark of topic %s was not written.", topic.pk, exc_info=True)


def mark_all_read(user: User, category: Category | None = None) -> None:
    """Everything written until now counts as read, in one category or everywhere."""
    now = timezone.now()
    with transaction.atomic():
        if category is None:
            CategoryMark.objects.filter(user=user).exclude(category=None).delete()
        # Looked for first: SQLite would keep a second mark without a category beside the first one.
        if not CategoryMark.objects.filter(user=user, category=category).update(read_until=now):
            CategoryMark.objects.bulk_create(
                [CategoryMark(user=user, category=category, read_until=now)], ignore_conflicts=True
            )
