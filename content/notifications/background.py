"""
When what was fired is delivered: never by the request that fired it.

`KM_BACKGROUND` says where: "thread", a thread of the process (the embedded default); "worker", the worker of
django-tasks; "immediate", right after the commit (tests).
"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from content.core import background
from content.notifications.delivery import deliver, soonest
from search.worker import Worker

SOONEST_RETRY = 1.0


def wake() -> None:
    """See to it that what is due is delivered soon. Called after the commit."""
    if settings.KM_BACKGROUND == "thread":
        _worker.wake()
    elif settings.KM_BACKGROUND == "worker":
        deliver_notices.enqueue()
    else:
        deliver()


def look() -> None:
    """Now and then, see whether another process was killed before it had delivered. Cheap enough for every request."""
    if settings.KM_BACKGROUND == "thread":
        _worker.look()
        background.look()


def rest() -> None:
    """Wait for the end of what is under way in this process and drop what is planned (tests)."""
    _worker.rest()


@task(backend="background")
def deliver_notices() -> None:
    """The task of the worker; what is due later is found by `manage.py deliver_notices`, run by a timer."""
    deliver()


def _deliver_in_thread() -> float | None:
    """Deliver; the seconds until something is due again."""
    deliver()
    moment = soonest()
    return None if moment is None else max((moment - timezone.now()).total_seconds(), SOONEST_RETRY)


_worker = Worker("notices", _deliver_in_thread)
