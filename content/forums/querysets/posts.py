"""Reads of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    import datetime


class PostQuerySet(models.QuerySet):
    def visible(self) -> PostQuerySet:
        return self.filter(state="visible")

    def shown_to(self, user: object, *, moderates: bool) -> PostQuerySet:
        """
        The posts of a readable topic that `user` sees: visible ones, the empty places of deleted ones, and what waits
        for a moderator where it is their own. Moderators see all.
        """
        if moderates:
            return self
        shown = Q(state__in=("visible", "deleted"))
        if user.is_authenticated:
            shown |= Q(state="pending", author_id=user.pk)
        return self.filter(shown)

    def in_order(self) -> PostQuerySet:
        return self.order_by("number")

    def after(self, number: int) -> PostQuerySet:
        return self.filter(number__gt=number)

    def written_since(self, user: object, moment: datetime.datetime) -> PostQuerySet:
        return self.filter(author=user, created_at__gte=moment)
