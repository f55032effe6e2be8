"""Reads of the log of moderators' actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from content.people.models import User


class ModerationActionQuerySet(models.QuerySet):
    def in_categories_of(self, user: User) -> ModerationActionQuerySet:
        """What was done in the categories that name `user` as moderator."""
        return self.filter(category__in=user.moderated_categories.values("pk"))

    def newest_first(self) -> ModerationActionQuerySet:
        return self.order_by("-created_at", "-pk")

    def before(self, moment: object, pk: int) -> ModerationActionQuerySet:
        """The next page in `newest_first`."""
        return self.filter(Q(created_at__lt=moment) | Q(created_at=moment, pk__lt=pk))
