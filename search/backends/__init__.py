"""The search engine this installation uses, loaded by the dotted path in settings."""

from __future__ import annotations

import os
from threading import RLock
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from search.backends.base import SearchBackend

_in_use: SearchBackend | None = None
_lock = RLock()


def get_backend() -> SearchBackend:
    """The backend of this process, made at first use."""
    global _in_use
    backend = _in_use
    if backend is None:
        # Two threads must not make one each: what one of them holds (the turn to write) the other would not know.
        with _lock:
            backend = _in_use = _in_use or import_string(settings.KM_SEARCH_BACKEND)()
    return backend


def forget_backend(**kwargs: object) -> None:
    """The next use makes a new one: after a fork, and when a test changes the setting."""
    global _in_use
    if not kwargs or str(kwargs.get("setting", "")).startswith(("KM_SEARCH_", "KM_ELASTICSEARCH_")):
        _in_use = None


setting_changed.connect(forget_backend, dispatch_uid="search.forget_backend")


def _begin_anew() -> None:
    """In a new process; another thread of the former one may have held the lock."""
    global _lock
    _lock = RLock()
    forget_backend()


os.register_at_fork(after_in_child=_begin_anew)
