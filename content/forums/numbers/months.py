"""Months of the office's clock."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def month_of(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date().replace(day=1)


def next_month(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)


def last_months(count: int) -> list[dt.date]:
    """The last `count` months, the running one at the end."""
    months = [month_of(timezone.now())]
    while len(months) < count:
        months.insert(0, (months[0] - dt.timedelta(days=1)).replace(day=1))
    return months


def first_moment(month: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(month, dt.time.min))
