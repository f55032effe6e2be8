"""Booklets that have been made once and are kept for some days."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from content.files.models import private_storage, unguessable_path

KEPT = datetime.timedelta(days=7)
# A process that was killed while making one tells nobody.
LONGEST_MAKING = datetime.timedelta(minutes=30)
# What went wrong once may go wrong again: nobody's reloading tries more often than this.
RETRIED_AFTER = datetime.timedelta(minutes=5)


def booklet_path(booklet: KeptBooklet, filename: str) -> str:
    return unguessable_path("booklets", filename)


class KeptBooklet(models.Model):
    """
    The PDF of one booklet. `key` names every letter in it (`paper.booklet.Booklet.key`).

    Only who may read all its sheets can say the key: no rule about readers is needed here.
    """

    class State(models.TextChoices):
        """Shown to nobody: the page that waits says it in a sentence."""

        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # When it began to be in its state.
    since = models.DateTimeField(default=timezone.now, db_index=True)
    file = models.FileField(upload_to=booklet_path, storage=private_storage, max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.state}"

    @property
    def is_ready(self) -> bool:
        return self._is(self.State.READY, KEPT) and self.file.storage.exists(self.file.name)

    @property
    def is_being_made(self) -> bool:
        return self._is(self.State.WAITING, LONGEST_MAKING)

    @property
    def has_just_failed(self) -> bool:
        return self._is(self.State.FAILED, RETRIED_AFTER)

    @property
    def retried_at(self) -> datetime.datetime:
        return self.since + RETRIED_AFTER

    def read(self) -> bytes:
        with self.file.open("rb") as opened:
            return opened.read()

    def _is(self, state: str, for_at_most: datetime.timedelta) -> bool:
        return self.state == state and self.since + for_at_most > timezone.now()
