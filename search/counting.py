"""
Counting what is sought without slowing the answer: kept in the process and written once a minute.

A process that is killed loses what it has not written: at most a minute of counts.
"""

from __future__ import annotations

import datetime
from collections import Counter
from threading import Lock

from django.db import transaction
from django.db.models import F

from search.indexing import is_immediate
from search.search_terms import SearchTerm, as_counted
from search.worker import Worker

# More different words than these within a minute are no longer people asking.
MOST_WAITING = 2_000
KEPT_DAYS = 400
_lock = Lock()
_times: Counter[tuple[datetime.date, str]] = Counter()
_empty: Counter[tuple[datetime.date, str]] = Counter()


def count(text: str, *, found: bool) -> None:
    """Note that this was sought."""
    counted = as_counted(text)
    if not counted:
        return
    place = (datetime.date.today(), counted)
    with _lock:
        if place not in _times and len(_times) >= MOST_WAITING:
            return
        _times[place] += 1
        if not found:
            _empty[place] += 1
    if not is_immediate():
        _worker.look()


def write() -> int:
    """Add what was noted to the table; how many rows that took."""
    with _lock:
        times, empty = dict(_times), dict(_empty)
        _times.clear()
        _empty.clear()
    with transaction.atomic():
        for (day, text), sought in sorted(times.items()):
            row, made = SearchTerm.objects.get_or_create(
                day=day, text=text, defaults={"times": sought, "empty": empty.get((day, text), 0)}
            )
            if not made:
                SearchTerm.objects.filter(pk=row.pk).update(
                    times=F("times") + sought, empty=F("empty") + empty.get((day, text), 0)
                )
        if times:
            oldest = datetime.date.today() - datetime.timedelta(days=KEPT_DAYS)
            SearchTerm.objects.filter(day__lt=oldest).delete()
    return len(times)


def forget() -> None:
    """Begin anew in this process: between tests."""
    _worker.rest()
    with _lock:
        _times.clear()
        _empty.clear()


def _write_in_thread() -> None:
    write()


_worker = Worker("search-terms", _write_in_thread)
