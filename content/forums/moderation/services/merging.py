"""
Merging a topic into another: its posts stand among those of the other by time, and its addresses lead there.

The opening of the topic that stays is its first post, whoever wrote first: it belongs to the title and to its asker.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from content.forums.models import Poll, Post, Topic
from content.forums.models.topics import State
from content.forums.moderation.log import Action, NotPossibleError, overtaken, record
from content.forums.moderation.services.carrying import carry_drafts, carry_follows, carry_knowledge, carry_marks
from content.forums.moderation.services.topics import check_visible
from content.forums.permissions import can_moderate_topic
from content.forums.services.counting import lock_each, recount_categories, recount_topic
from content.forums.services.spreading import topic_changed

if TYPE_CHECKING:
    import datetime

    from content.people.models import User

BATCH = 500


class Place(NamedTuple):
    """A post and where it stands, in an order that puts posts of one moment by their ids."""

    created_at: datetime.datetime
    pk: int
    number: int
    is_of_source: bool


@transaction.atomic
def merge(*, user: User, source_id: int, target_id: int, reason: str = "") -> Topic:
    """
    Put all posts of one topic into another. Asked of a moderator of both categories.

    Raises `NotPossibleError`, and `OvertakenError` where it was merged before.
    """
    if source_id == target_id:
        raise NotPossibleError(_("A topic cannot be merged into itself. Choose another one."))
    locked = lock_each([source_id, target_id])
    source, target = locked[source_id], locked[target_id]
    for topic in (source, target):
        if not can_moderate_topic(user, topic):
            raise PermissionDenied
    if source.merged_into_id:
        raise overtaken(user, topic=source)
    for topic in (source, target):
        check_visible(topic)
    if Poll.objects.filter(topic=source).exists():
        raise NotPossibleError(_("The votes of a poll would be lost in another topic. Lock this one instead."))
    _interleave(source, target)
    carry_follows(source, target)
    carry_drafts(source, target)
    carry_knowledge(source, target)
    target.tags.add(*source.tags.all())
    _take_accepted(source, target)
    source.state, source.merged_into, source.is_pinned = State.DELETED, target, False
    recount_topic(source)
    # Addresses lead to where the posts are in one step.
    Topic.objects.filter(merged_into=source).update(merged_into=target)
    recount_topic(target)
    recount_categories([source.category_id, target.category_id])
    details = {"title": source.title, "from_id": source.category_id, "to": target.title, "to_id": target.category_id}
    record(Action.MERGE, actor=user, topic=target, reason=reason, merged=source.pk, **details)
    record(Action.MERGE, actor=user, topic=source, reason=reason, into=target.pk, **details)
    topic_changed(source)
    topic_changed(target)
    return target


def _interleave(source: Topic, target: Topic) -> None:
    """Number the posts of both by time, behind the opening of the target, and carry over what people have read."""
    places = sorted(_places(target) + _places(source, is_of_source=True))
    opening = next((place for place in places if place.number == 1 and not place.is_of_source), None)
    if opening is not None:
        places.remove(opening)
        places.insert(0, opening)
    first = next((at for at, place in enumerate(places) if place.is_of_source), len(places))
    # What stands before the first newcomer keeps its number.
    kept, rest = places[:first], places[first:]
    start = max((place.number for place in kept), default=0) + 1
    numbers = {place.pk: place.number for place in kept}
    numbers.update({place.pk: start + at for at, place in enumerate(rest)})
    # Numbers that nobody has, so that none is taken twice on the way.
    beyond = max(target.last_number, start + len(rest)) + 1
    target.posts.filter(number__gte=start).update(number=F("number") + beyond)
    source.posts.update(topic=target, number=F("number") + beyond + beyond + target.last_number)
    _renumber({place.pk: numbers[place.pk] for place in rest})
    carry_marks(source, target, _reading(places, numbers))


def _places(topic: Topic, *, is_of_source: bool = False) -> list[Place]:
    rows = topic.posts.order_by("number").values_list("created_at", "pk", "number")
    return [Place(*row, is_of_source) for row in rows]


def _renumber(numbers: dict[int, int]) -> None:
    posts = [Post(pk=pk, number=number) for pk, number in numbers.items()]
    Post.objects.bulk_update(posts, ["number"], batch_size=BATCH)


class Reading(NamedTuple):
    """Former numbers of the posts of both topics, in order, with the present ones beside them."""

    target_before: list[int]
    target_now: list[int]
    source_before: list[int]
    source_now: list[int]

    def read_up_to(self, in_target: int, in_source: int) -> int:
        """Up to where somebody has read who had read so far in each: just before the first post they have not."""
        unread = [
            now[at]
            for before, now, read in (
                (self.target_before, self.target_now, in_target),
                (self.source_before, self.source_now, in_source),
            )
            if (at := bisect_right(before, read)) < len(now)
        ]
        return min(unread) - 1 if unread else max(self.target_now + self.source_now, default=0)


def _reading(places: list[Place], numbers: dict[int, int]) -> Reading:
    columns: list[list[int]] = []
    for is_of_source in (False, True):
        rows = sorted((place.number, numbers[place.pk]) for place in places if place.is_of_source == is_of_source)
        columns += [[before for before, _now in rows], [now for _before, now in rows]]
    return Reading(*columns)


def _take_accepted(source: Topic, target: Topic) -> None:
    """The answer accepted in the merged question answers this one, where it has none of its own."""
    accepted, moment = source.accepted, source.accepted_at
    source.accepted = source.accepted_at = None
    # One topic a post: the row of the source lets go first.
    source.save(update_fields=["accepted", "accepted_at"])
    if accepted is not None and target.is_question and target.accepted_id is None:
        target.accepted, target.accepted_at = accepted, moment
