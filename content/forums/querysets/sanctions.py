"""Reads of warnings and suspensions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SanctionQuerySet(models.QuerySet):
    def suspensions_in_force(self) -> SanctionQuerySet:
        """Those that are neither over nor lifted."""
        suspensions = self.filter(kind="suspension", lifted_at=None)
        return suspensions.filter(Q(until=None) | Q(until__gt=timezone.now()))
