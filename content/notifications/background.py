"""
When what was fired is delivered: never by the request that fired it.

`KM_BACKGROUND` says where: a thread of the process (the embedded default), the worker of django-tasks, or at once
(tests).
"""

from __future__ import annotations

from django.conf import settings


def wake() -> None:
    """See to it that what is due is delivered soon."""
    if settings.KM_BACKGROUND == "immediate":
        return
