"""The outbox (what must still be told to the search engine), and the terms by which the admin finds its objects."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = datetime.timedelta(seconds=2)
LONGEST_PAUSE = datetime.timedelta(hours=1)
# What the last error begins with when nothing is wrong with the change itself.
AWAY = "AwayError"
AWAY_PAUSE = datetime.timedelta(seconds=10)
LONGEST_ERROR = 2_000


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    def due(self) -> PendingChangeQuerySet:
        """Those to be tried now, oldest first."""
        return self.filter(not_before__lte=timezone.now()).order_by("pk")

    def failed(self) -> PendingChangeQuerySet:
        return self.filter(attempts__gt=0)

    def kept_for_engine(self) -> PendingChangeQuerySet:
        """Those that could not be told because the engine was away."""
        return self.filter(last_error__startswith=AWAY)


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


class AdminTerm(models.Model):
    """
    A term under which the admin finds an object, or (`is_start`) what a name of it reads from one of its words on.

    `root` is the model that owns the primary key. Written only by `search.admin_search`.
    """

    root = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    field = models.CharField(max_length=100, blank=True)
    is_start = models.BooleanField(default=False)
    term = models.CharField(max_length=64, db_index=True)
    weight = models.FloatField(default=1.0)

    class Meta:
        verbose_name = _("search term of the admin")
        verbose_name_plural = _("search terms of the admin")
        default_permissions = ()
        indexes = [
            models.Index(fields=["root", "is_start", "term"], name="admin_terms_by_term"),
            models.Index(fields=["root", "object_id"], name="admin_terms_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.root} {self.object_id}: {self.term}"
