"""
The ways that lead to a person beside the inbox on the site, which is the notices themselves.

A channel is a class like `EmailChannel`, named in the setting `KM_NOTICE_CHANNELS`. It composes and sends; when, to
whom and how often is decided before (`content.notifications.sending`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from content.notifications.letters import Letter
    from content.people.models import User


class ChannelDownError(Exception):
    """Nothing can be sent at the moment; whatever waits is tried again later."""


class RefusedError(Exception):
    """This person cannot be reached this way, and trying again would not help."""


class Sender(Protocol):
    """An open way; sends one letter or raises."""

    def send(self, letter: Letter) -> None: ...


class Channel(Protocol):
    # Stands in stored messages.
    name: str
    label: str

    def reaches(self, user: User) -> bool:
        """Whether the person has an address of this kind."""

    def opened(self) -> AbstractContextManager[Sender]:
        """The way, open for several letters. Raises `ChannelDownError` where it cannot be opened."""


@lru_cache(maxsize=1)
def channels() -> Sequence[Channel]:
    return tuple(import_string(path)() for path in settings.KM_NOTICE_CHANNELS)


def channel_named(name: str) -> Channel | None:
    return next((channel for channel in channels() if channel.name == name), None)


def _forget(*, setting: str, **kwargs: object) -> None:
    if setting == "KM_NOTICE_CHANNELS":
        channels.cache_clear()


setting_changed.connect(_forget, dispatch_uid="notifications.channels")
