"""The outbox: what must still be told to the search engine. A row is committed together with the content it names."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.kept_words import OwnWord, StopWord, SynonymGroup, WordChange, WordsVersion

__all__ = [
    "OwnWord",
    "PendingChange",
    "PendingChangeQuerySet",
    "StopWord",
    "SynonymGroup",
    "WordChange",
    "WordsVersion",
]

FIRST_PAUSE = datetime.timedelta(seconds=2)
LONGEST_PAUSE = datetime.timedelta(hours=1)
LONGEST_ERROR = 2_000


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    def due(self) -> PendingChangeQuerySet:
        """Those to be tried now, oldest first."""
        return self.filter(not_before__lte=timezone.now()).order_by("pk")

    def failed(self) -> PendingChangeQuerySet:
        return self.filter(attempts__gt=0)


class PendingChange(models.Model):
    """
    One change to tell. Rows are only added and deleted, never shared between transactions, so that two people saving
    at the same moment never wait for each other; the same key may be waiting twice.
    """

    key = models.CharField(_("key"), max_length=200)
    queued_at = models.DateTimeField(_("queued at"), auto_now_add=True)
    not_before = models.DateTimeField(_("not before"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change waiting for search")
        verbose_name_plural = _("changes waiting for search")

    def __str__(self) -> str:
        return self.key

    @staticmethod
    def pause_after(attempts: int) -> datetime.timedelta:
        """How long to wait after this many failures: twice as long each time, an hour at most."""
        return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
