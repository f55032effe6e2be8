"""
The numbers for the office, by month and by work group. A fixed number of queries, whatever has been written.

Questions are counted by the month in which they were asked and by the group of who asked; people by the months in which
they wrote and by their own group.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.forums.models import Category, KnowledgeFromTopic, MonthlyWriter, Topic
from content.forums.numbers.months import first_moment, last_months
from content.forums.permissions import MODERATE_ALL, moderated_ids
from content.people.models import Profile, WorkGroup

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from django.db.models import QuerySet

MONTHS = 12


@dataclass
class Numbers:
    """What was counted for one month or one group."""

    people: int = 0
    questions: int = 0
    answered: int = 0
    solved: int = 0
    kept: int = 0
    waits: list[float] = field(default_factory=list, repr=False)

    def take_in(self, other: Numbers) -> None:
        """Add the questions of another count; who wrote in both would count twice, so people are left out."""
        self.questions += other.questions
        self.answered += other.answered
        self.solved += other.solved
        self.kept += other.kept
        self.waits += other.waits

    @property
    def hours_to_answer(self) -> float | None:
        """The median from question to first answer of somebody else, in hours."""
        return round(median(self.waits) / 3600, 1) if self.waits else None

    @property
    def solved_share(self) -> int | None:
        return percent(self.solved, self.questions)

    @property
    def kept_share(self) -> int | None:
        """Of the solved questions, those of which a published item of the knowledge bank was made."""
        return percent(self.kept, self.solved)


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def categories_for(user: object) -> QuerySet[Category]:
    """What `user` may have the numbers of: what they moderate and read."""
    categories = Category.objects.visible_to(user).select_related("space")
    return categories if user.has_perm(MODERATE_ALL) else categories.filter(pk__in=moderated_ids(user))


@dataclass(frozen=True)
class Counted:
    by_month: dict[dt.date, Numbers]
    # By the id of the work group; None for people of schools and of none.
    by_group: dict[int | None, Numbers]
    whole: Numbers


def count(category_ids: Collection[int]) -> Counted:
    """The last twelve months of these categories."""
    months = last_months(MONTHS)
    found = Counted({month: Numbers() for month in months}, defaultdict(Numbers), Numbers())
    # Looked up here: people are few beside what they write, and joining them took most of the time.
    groups = dict(Profile.objects.exclude(work_group=None).values_list("user_id", "work_group_id"))
    _count_people(found, category_ids, groups)
    _count_questions(found, category_ids, groups)
    return found


def _count_people(found: Counted, category_ids: Collection[int], groups: Mapping[int, int]) -> None:
    # Both by equality: so the index that holds all three columns is walked, and nothing else is read.
    writers = MonthlyWriter.objects.filter(category__in=category_ids, month__in=list(found.by_month)).order_by()
    known: set[int] = set()
    for month, user_id in writers.values_list("month", "user_id").distinct():
        found.by_month[month].people += 1
        known.add(user_id)
    for user_id in known:
        found.by_group[groups.get(user_id)].people += 1
    found.whole.people = len(known)


def _count_questions(found: Counted, category_ids: Collection[int], groups: Mapping[int, int]) -> None:
    """Of each question of a year only what is counted is read."""
    since = first_moment(next(iter(found.by_month)))
    questions = (
        Topic.objects.visible()
        .filter(kind=Topic.Kind.QUESTION, category__in=category_ids, created_at__gte=since)
        .order_by()
        .values_list("pk", "created_at", "first_reply_at", "accepted_id", "author_id")
    )
    kept = set(KnowledgeFromTopic.objects.filter(page__live=True).values_list("topic_id", flat=True))
    months = list(found.by_month)
    # In the clock of the database: comparing moments of two clocks takes ten times as long.
    starts = [first_moment(month).astimezone(dt.UTC) for month in months]
    cells: defaultdict[tuple[dt.date, int | None], Numbers] = defaultdict(Numbers)
    for pk, created_at, first_reply_at, accepted_id, author_id in questions.iterator(chunk_size=5_000):
        cell = cells[months[bisect_right(starts, created_at) - 1], groups.get(author_id)]
        _add(cell, created_at, first_reply_at, is_solved=accepted_id is not None, is_kept=pk in kept)
    for (month, group_id), cell in cells.items():
        for numbers in (found.by_month[month], found.by_group[group_id], found.whole):
            numbers.take_in(cell)


def _add(
    numbers: Numbers, created_at: dt.datetime, first_reply_at: dt.datetime | None, *, is_solved: bool, is_kept: bool
) -> None:
    numbers.questions += 1
    if first_reply_at is not None:
        numbers.answered += 1
        # Topics merged or split may begin with a post that is younger than an answer: nobody waited that long.
        if first_reply_at >= created_at:
            numbers.waits.append((first_reply_at - created_at).total_seconds())
    if is_solved:
        numbers.solved += 1
        numbers.kept += is_kept


def named_groups(by_group: dict[Hashable, Numbers]) -> list[tuple[str, Numbers]]:
    """In the order of the office; people of schools and of none at the end."""
    names = dict(WorkGroup.objects.filter(pk__in=[pk for pk in by_group if pk]).values_list("pk", "name"))
    rows = [(name, by_group[pk]) for pk, name in names.items()]
    if None in by_group:
        rows.append((_("Schools and others"), by_group[None]))
    return rows
