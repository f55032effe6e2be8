"""Polls: made with their topic, voted in, counted without saying who voted for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from content.forums.models import Poll, PollOption, PollVote
from content.forums.permissions import can_vote
from content.forums.services.counting import lock

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

    from content.forums.models import Topic
    from content.people.models import User


@dataclass(frozen=True)
class PollPlan:
    """A poll as it was asked for."""

    options: Sequence[str]
    allows_several: bool = False
    closes_at: datetime.datetime | None = None


class WrongVote(ValueError):
    """The chosen answers are none of the poll's, none at all, or too many."""


def create_poll(topic: Topic, plan: PollPlan) -> Poll:
    """Add the poll to a topic that is being made."""
    poll = Poll.objects.create(topic=topic, allows_several=plan.allows_several, closes_at=plan.closes_at)
    PollOption.objects.bulk_create(
        [PollOption(poll=poll, order=number, text=text) for number, text in enumerate(plan.options, start=1)]
    )
    return poll


@transaction.atomic
def vote(*, user: User, topic: Topic, option_ids: Collection[int]) -> None:
    """
    Vote, or change the vote; the same vote again changes nothing.

    Raises `PermissionDenied` where the poll is closed or the topic not theirs to answer, and `WrongVote`.
    """
    topic = lock(topic.pk)
    poll = Poll.objects.filter(topic=topic).first()
    if poll is None:
        raise WrongVote
    poll.topic = topic
    if not can_vote(user, poll):
        raise PermissionDenied
    chosen = set(option_ids)
    known = set(poll.options.filter(pk__in=chosen).values_list("pk", flat=True))
    if not chosen or chosen != known or (len(chosen) > 1 and not poll.allows_several):
        raise WrongVote
    mine = PollVote.objects.filter(user=user, option__poll=poll)
    present = set(mine.values_list("option_id", flat=True))
    mine.exclude(option_id__in=chosen).delete()
    PollVote.objects.bulk_create([PollVote(option_id=pk, user=user) for pk in sorted(chosen - present)])
