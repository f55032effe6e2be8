"""
Work that a request asks for and does not wait for: slow mail servers, archives.

A task is `@task(backend=BACKEND)` of django-tasks. It is stored with the content that asks for it and run after the
commit, where `KM_BACKGROUND` says: "thread", a thread of the process (the embedded default); "worker", the worker of
django-tasks; "immediate", right after the commit (tests).
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from search.worker import Worker

if TYPE_CHECKING:
    from django_tasks import Task, TaskResult

BACKEND = "background"
# What went wrong stays long enough to be looked into.
FAILED_KEPT = datetime.timedelta(days=14)
FARTHEST = datetime.timedelta(days=30)


def run_later(task: Task, *args: object) -> None:
    """Run the task once, after the commit. Its arguments are stored: text, numbers, lists and dictionaries of them."""
    if settings.KM_BACKGROUND == "immediate":
        transaction.on_commit(partial(task.call, *args), robust=True)
        return
    task.enqueue(*args)
    if settings.KM_BACKGROUND == "thread":
        transaction.on_commit(_worker.wake, robust=True)


def run_at(moment: datetime.datetime, task: Task, *args: object) -> None:
    """Run the task once, not before `moment`."""
    task.using(run_after=moment).enqueue(*args)
    if settings.KM_BACKGROUND == "thread":
        transaction.on_commit(_worker.wake, robust=True)


def look() -> None:
    """Now and then, see whether a process was killed before it had done its work. Cheap enough for every request."""
    if settings.KM_BACKGROUND == "thread":
        _worker.look()


def rest() -> None:
    """Wait for the end of what is under way in this process and drop what is planned (tests)."""
    _worker.rest()


def run_due() -> None:
    """Run in this process what may be run now."""
    TaskWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id="thread",
    ).run()


def _run_in_thread() -> float | None:
    """Run what is due; the seconds until something is due again."""
    run_due()
    mine = DBTaskResult.objects.filter(backend_name=BACKEND)
    mine.failed().filter(finished_at__lt=timezone.now() - FAILED_KEPT).delete()
    now = timezone.now()
    # Tasks without a time have one in the year 9999: whoever stored such a one has woken its own thread.
    waiting = mine.filter(status=TaskResultStatus.READY, run_after__lt=now + FARTHEST).order_by("run_after")
    soonest = waiting.values_list("run_after", flat=True).first()
    return None if soonest is None else max((soonest - now).total_seconds(), 1.0)


def forget_finished(sender: type, task_result: TaskResult, **kwargs: object) -> None:
    """A task that went well leaves nothing behind: its arguments may be letters with links that let people in."""
    if task_result.backend == BACKEND and task_result.status == TaskResultStatus.SUCCESSFUL:
        DBTaskResult.objects.filter(pk=task_result.id).delete()


def connect() -> None:
    task_finished.connect(forget_finished, dispatch_uid="core.forget_finished")


_worker = Worker("background", _run_in_thread)
