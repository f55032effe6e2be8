"""Reads of exchange events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt


class ExchangeEventQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> ExchangeEventQuerySet:
        """Those whose topic, or the one it was merged into, `user` may read."""
        categories = apps.get_model("forums", "Category")  # The models of this app read this module.
        return self.in_categories(list(categories.objects.visible_to(user).values_list("pk", flat=True)))

    def in_categories(self, readable: object) -> ExchangeEventQuerySet:
        """Those whose topic, or the one it was merged into, is shown in one of these categories."""
        own = Q(topic__state="visible", topic__category__in=readable)
        merged = Q(topic__merged_into__state="visible", topic__merged_into__category__in=readable)
        return self.filter(own | merged)

    def coming(self, now: dt.datetime | None = None) -> ExchangeEventQuerySet:
        """What is not over, the next first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: dt.datetime | None = None) -> ExchangeEventQuerySet:
        """What is over, the last first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-ends_at", "-pk")

    def not_cancelled(self) -> ExchangeEventQuerySet:
        return self.filter(cancelled_at=None)
