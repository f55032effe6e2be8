"""
Questions that nobody answers are brought before those who may know: once each, in the weekly e-mail.

Somebody may know who follows one of the question's tags or the work group of its category, who works in that group, or
who names among their interests what the question is about.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.forums.events import QuestionUnanswered, about_post
from content.forums.models import Post, Topic
from content.notifications.models import FiredEvent, Follow
from content.notifications.services import fire
from content.people.models import Profile, WorkGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Most questions are answered on the day; the rest is told of. What nobody knew for a month is left to the list.
FIRST_AFTER = datetime.timedelta(hours=24)
LAST_AFTER = datetime.timedelta(days=30)
SHORTEST_INTEREST = 3
SEPARATORS = re.compile(r"[,;/\n•·]+")


def tell_unanswered(now: datetime.datetime | None = None) -> int:
    """Tell of every question that has waited for a day; returns how many were told of. Run as often as you like."""
    now = now or timezone.now()
    waiting = Topic.objects.open_questions().filter(first_reply_at=None)
    waiting = waiting.filter(created_at__range=(now - LAST_AFTER, now - FIRST_AFTER), is_locked=False)
    openings = _not_yet_told(Post.objects.visible().filter(number=1, topic__in=waiting))
    people = who_may_know([post.topic for post in openings])
    count = 0
    for post in openings:
        told = sorted(people[post.topic_id] - {post.author_id})
        if told:
            with transaction.atomic():
                fire(QuestionUnanswered(actor=None, people=told, **about_post(post)))
            count += 1
    return count


def _not_yet_told(posts: Iterable[Post]) -> list[Post]:
    places = ("topic__category__work_group", "topic__category__space__work_group")
    found = list(posts.select_related("topic", *places).prefetch_related("topic__tags").order_by("pk"))
    keys = {f"{QuestionUnanswered.kind}:{post.pk}": post for post in found}
    told = set(FiredEvent.objects.filter(key__in=keys).values_list("key", flat=True))
    return [post for key, post in keys.items() if key not in told]


def who_may_know(topics: Iterable[Topic]) -> Mapping[int, set[int]]:
    """Topic id to the ids of people who follow, do or like its subject. Who may read it is asked later."""
    topics = list(topics)
    groups = {topic.pk: _work_group_of(topic) for topic in topics}
    tags = {topic.pk: {tag.pk: tag.name for tag in topic.tags.all()} for topic in topics}
    by_tag, by_group = _followers(tags.values(), groups.values())
    interests = _interests()
    people: dict[int, set[int]] = defaultdict(set)
    for topic in topics:
        people[topic.pk] |= by_group[groups[topic.pk]]
        for tag_id in tags[topic.pk]:
            people[topic.pk] |= by_tag[tag_id]
        subject = " ".join([topic.title, *tags[topic.pk].values()]).casefold()
        people[topic.pk] |= {pk for pk, words in interests.items() if any(word in subject for word in words)}
    return people


def _work_group_of(topic: Topic) -> int | None:
    owner = topic.category.owner
    return owner.pk if isinstance(owner, WorkGroup) else None


def _followers(
    tags: Iterable[Mapping[int, str]], groups: Iterable[int | None]
) -> tuple[Mapping[int, set[int]], Mapping[int | None, set[int]]]:
    wanted_tags = {pk for of_topic in tags for pk in of_topic}
    wanted_groups = {pk for pk in groups if pk}
    by_tag: dict[int, set[int]] = defaultdict(set)
    by_group: dict[int | None, set[int]] = defaultdict(set)
    for tag_id, user_id in Follow.objects.filter(tag__in=wanted_tags).values_list("tag_id", "user_id"):
        by_tag[tag_id].add(user_id)
    followed = Follow.objects.filter(work_group__in=wanted_groups).values_list("work_group_id", "user_id")
    own = Profile.objects.filter(work_group__in=wanted_groups).values_list("work_group_id", "user_id")
    for group_id, user_id in (*followed, *own):
        by_group[group_id].add(user_id)
    return by_tag, by_group


def _interests() -> dict[int, list[str]]:
    """What people say they like, in pieces. A piece of two letters stands in every second title."""
    rows = Profile.objects.filter(user__is_active=True).exclude(interests="").values_list("user_id", "interests")
    found = {}
    for user_id, interests in rows:
        pieces = (" ".join(piece.split()).casefold() for piece in SEPARATORS.split(interests))
        found[user_id] = [piece for piece in pieces if len(piece) >= SHORTEST_INTEREST]
    return found
