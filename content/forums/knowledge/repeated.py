"""
The third time a question is asked, the owners of its category are asked to write a note.

What counts as the same question is measured (`search.likeness.same_question`). Compared is only what every reader of
the category may find, so that the owners learn of no talk in closed categories.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from content.core.audiences import EDITORS, MEMBERS, PUBLIC
from content.forums.audience import tokens_of
from content.forums.events import about_post
from content.forums.knowledge.events import QuestionRepeated
from content.forums.models import KnowledgeFromTopic, SimilarQuestions, Topic
from content.forums.searchable import TopicSource, part_of
from content.notifications.services import fire
from content.people.models import Profile, StaffTeam, User, WorkGroup
from content.writing.permissions import judges
from content.writing.registry import kinds
from search.service import same_question

if TYPE_CHECKING:
    from content.forums.models import Category

# With the new one: the third time a question is asked.
TIMES = 3
MOST_SIMILAR = 20
COMPARED = datetime.timedelta(days=2 * 365)
# A timer looks again at what a killed process may have left.
LOOKED_AT_AGAIN = datetime.timedelta(days=2)


def look_for_repetition(topic_id: int) -> bool:
    """Ask the owners for a note where the question was asked twice before; True where they were asked. Once for all."""
    topic = Topic.objects.visible().filter(pk=topic_id, kind=Topic.Kind.QUESTION)
    topic = topic.select_related("category__space").first()
    if topic is None:
        return False
    before = asked_before(topic)
    if len(before) < TIMES - 1 or _is_seen_to([topic, *before]):
        return False
    try:
        with transaction.atomic():
            row = SimilarQuestions.objects.create(topic=topic)
            row.similar.set(before)
            _ask_for_note(topic, before)
    except IntegrityError:
        # Another process compares the same question.
        return False
    return True


def look_again(now: datetime.datetime | None = None) -> int:
    """Compare the questions of the last days that were not found to be repeated; how many are."""
    since = (now or timezone.now()) - LOOKED_AT_AGAIN
    recent = Topic.objects.visible().filter(kind=Topic.Kind.QUESTION, created_at__gte=since, asked_before=None)
    return sum(look_for_repetition(pk) for pk in list(recent.order_by("pk").values_list("pk", flat=True)))


def asked_before(topic: Topic) -> list[Topic]:
    """Former questions that ask the same; none where the knowledge bank already has an item about it."""
    of_bank = tuple(kind.model.search_kind for kind in kinds())
    audiences = common_audiences(topic.category)
    hits = same_question(topic.title, audiences, MOST_SIMILAR, kinds=(TopicSource.kind, *of_bank))
    if any(hit.kind in of_bank for hit in hits):
        return []
    ids = {part.topic_id for hit in hits if (part := part_of(hit.key))} - {topic.pk}
    former = Topic.objects.visible().filter(pk__in=ids, kind=Topic.Kind.QUESTION, pk__lt=topic.pk)
    return list(former.filter(created_at__gte=topic.created_at - COMPARED).order_by("-pk"))


def common_audiences(category: Category) -> frozenset[str]:
    """What every reader of the category holds; not what only its moderators or editors do."""
    tokens = tokens_of(category)
    if PUBLIC in tokens:
        return frozenset({PUBLIC})
    groups = {token for token in tokens if token != EDITORS and not token.startswith("user:")}
    return frozenset({PUBLIC, MEMBERS, *groups})


def _is_seen_to(topics: list[Topic]) -> bool:
    """Whether somebody was asked about one of these before, or has made or begun an item of one."""
    asked = SimilarQuestions.objects.filter(Q(topic__in=topics) | Q(similar__in=topics))
    return asked.exists() or KnowledgeFromTopic.objects.filter(topic__in=topics).exists()


def _ask_for_note(topic: Topic, before: list[Topic]) -> None:
    # Where an answer is: there whoever may write knowledge begins the note.
    source = next((one for one in [topic, *before] if one.is_solved), topic)
    about = about_post(topic.posts.select_related("topic").get(number=1))
    # The title says what was asked. Words under the address of another post would stay where they are purged.
    about |= {"url": source.get_absolute_url(), "text": ""}
    people = owners_of(topic.category)
    fire(QuestionRepeated(actor=None, people=people, count=len(before) + 1, **about))


def owners_of(category: Category) -> list[int]:
    """Its moderators; where there are none the heads of the group it belongs to, else the editors."""
    active = User.objects.filter(is_active=True)
    people = list(active.filter(moderated_categories=category).values_list("pk", flat=True))
    people = people or _heads_of(category.owner)
    return sorted(people or judges().values_list("pk", flat=True))


def _heads_of(owner: object) -> list[int]:
    if isinstance(owner, WorkGroup) and owner.head_position:
        heads = Profile.objects.filter(work_group=owner, position=owner.head_position, user__is_active=True)
        return list(heads.values_list("user_id", flat=True))
    if isinstance(owner, StaffTeam):
        leads = User.objects.filter(is_active=True, team_memberships__team=owner, team_memberships__is_lead=True)
        return list(leads.values_list("pk", flat=True))
    return []
