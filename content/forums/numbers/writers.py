"""Counts the people who write, month by month, into `MonthlyWriter`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from content.forums.models import MonthlyWriter, MonthsCounted, Post
from content.forums.numbers.months import first_moment, month_of, next_month
from search.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

FRESH_FOR = dt.timedelta(hours=1)
# Posts of these months are still moved, hidden and let in.
COUNTED_AGAIN = 2


def count_writers(*, every_month: bool = False) -> int:
    """Count the last months anew, or all; months never counted are counted in any case. How many there were."""
    months = list(_months_with_posts())
    known = set(MonthlyWriter.objects.order_by().values_list("month", flat=True).distinct())
    wanted = [
        month
        for place, month in enumerate(reversed(months))
        if every_month or place < COUNTED_AGAIN or month not in known
    ]
    for month in wanted:
        _count(month)
    with transaction.atomic():
        MonthsCounted.objects.all().delete()
        MonthsCounted.objects.create(counted_at=timezone.now())
    return len(wanted)


def counted_at() -> dt.datetime | None:
    return MonthsCounted.objects.order_by("-counted_at").values_list("counted_at", flat=True).first()


def keep_fresh() -> None:
    """
    Called by the page. The first time it counts at once; later, where no worker has a timer, a thread counts again.
    """
    moment = counted_at()
    if moment is None:
        count_writers()
    elif timezone.now() - moment > FRESH_FOR and settings.KM_BACKGROUND == "thread":
        _worker.wake()


def _count(month: dt.date) -> None:
    """One month in one transaction: whoever reads meanwhile sees the count before or after."""
    posts = Post.objects.visible().filter(
        created_at__gte=first_moment(month),
        created_at__lt=first_moment(next_month(month)),
        topic__state="visible",
        author__isnull=False,
    )
    rows = posts.order_by().values_list("topic__category_id", "author_id").annotate(count=Count("pk"))
    writers = [
        MonthlyWriter(month=month, category_id=category_id, user_id=user_id, posts=count)
        for category_id, user_id, count in rows
    ]
    with transaction.atomic():
        MonthlyWriter.objects.filter(month=month).delete()
        MonthlyWriter.objects.bulk_create(writers, batch_size=1_000, ignore_conflicts=True)


def _months_with_posts() -> Iterator[dt.date]:
    """Every month from the first post to now. Two walks to an end of an index."""
    first = Post.objects.order_by("created_at").values_list("created_at", flat=True).first()
    if first is None:
        return
    month, last = month_of(first), month_of(timezone.now())
    while month <= last:
        yield month
        month = next_month(month)


_worker = Worker("forum-numbers", lambda: count_writers() and None)
