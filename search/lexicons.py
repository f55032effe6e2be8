"""The lexicon of the index in use: built at first need, and anew now and then when the index has changed."""

from __future__ import annotations

import logging
import time
from threading import Lock, Thread
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from django.conf import settings

from search.backends.base import IndexUnavailableError
from search.text.dictionary import data_digest
from search.text.spelling import Lexicon

if TYPE_CHECKING:
    from search.backends.base import SearchBackend

logger = logging.getLogger(__name__)

# Reading a vocabulary of 300,000 terms takes about a second of one core: never more often than this.
BUILD_EVERY = 60.0


class _Kept:
    """The lexicon of one backend, and the state of the index it was built from."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.lexicon: Lexicon | None = None
        self.stamp: object = None
        self.built = 0.0


_kept: WeakKeyDictionary[SearchBackend, _Kept] = WeakKeyDictionary()


def lexicon_of(backend: SearchBackend) -> Lexicon:
    """
    The words of this index, at most BUILD_EVERY seconds older than the index itself.

    The first question waits for it; later ones use the old one while a thread builds the new.
    """
    kept = _kept.setdefault(backend, _Kept())
    stamp = (backend.stamp(), data_digest())
    if kept.lexicon is None or stamp != kept.stamp:
        if kept.lexicon is None or settings.KM_SEARCH_DRAIN == "immediate":
            with kept.lock:
                if kept.lexicon is None or stamp != kept.stamp:
                    _build(backend, kept, stamp)
        elif time.monotonic() - kept.built > BUILD_EVERY and kept.lock.acquire(blocking=False):
            Thread(target=_build_beside, args=(backend, kept, stamp), name="search-lexicon", daemon=True).start()
    return kept.lexicon


def _build(backend: SearchBackend, kept: _Kept, stamp: object) -> None:
    kept.lexicon = Lexicon(dict(backend.vocabulary()))
    kept.stamp, kept.built = stamp, time.monotonic()


def _build_beside(backend: SearchBackend, kept: _Kept, stamp: object) -> None:
    try:
        _build(backend, kept, stamp)
    except IndexUnavailableError as error:
        logger.warning("The words of the index could not be read: %s", error)
    finally:
        kept.lock.release()
