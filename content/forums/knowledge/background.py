"""
When a new question is compared with former ones: after its commit, never by the request that asks it.

`KM_BACKGROUND` says where, as it does for notices. What a killed process leaves behind is found by
`manage.py find_repeated_questions`, run by a timer.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from django.conf import settings
from django.db import transaction
from django_tasks import task

from content.forums.knowledge.repeated import look_for_repetition
from search.worker import Worker

_waiting: deque[int] = deque()


def question_asked(topic_id: int) -> None:
    """See to it that the question is compared soon. Called in the transaction that makes it."""
    transaction.on_commit(partial(_wake, topic_id), robust=True)


def _wake(topic_id: int) -> None:
    if settings.KM_BACKGROUND == "thread":
        _waiting.append(topic_id)
        _worker.wake()
    elif settings.KM_BACKGROUND == "worker":
        compare_question.enqueue(topic_id)
    else:
        look_for_repetition(topic_id)


@task(backend="background")
def compare_question(topic_id: int) -> None:
    look_for_repetition(topic_id)


def _compare_in_thread() -> None:
    while _waiting:
        look_for_repetition(_waiting.popleft())


_worker = Worker("repeated-questions", _compare_in_thread)
