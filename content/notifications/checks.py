"""A misspelt setting must not let requests wait for the mail server."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import Error

PLACES = ("thread", "worker", "immediate")


def check_background(app_configs: object = None, **kwargs: object) -> list[Error]:
    """`KM_BACKGROUND` names one of the places where notices are delivered."""
    if settings.KM_BACKGROUND in PLACES:
        return []
    return [
        Error(
            f"KM_BACKGROUND={settings.KM_BACKGROUND!r} is none of {', '.join(PLACES)}.",
            hint="See deploy/env.example.",
            id="notifications.E001",
        )
    ]
