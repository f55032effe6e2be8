"""Reads of comments and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

if TYPE_CHECKING:
    import datetime


class CommentQuerySet(models.QuerySet):
    def present(self) -> CommentQuerySet:
        return self.filter(deleted_at=None)

    def top_level(self) -> CommentQuerySet:
        """What begins a talk, deleted ones too where somebody has replied to them."""
        replies = self.model.objects.present().filter(parent=OuterRef("pk"))
        return self.filter(Q(deleted_at=None) | Exists(replies), parent=None)

    def oldest_first(self) -> CommentQuerySet:
        return self.order_by("created_at", "pk")

    def written_since(self, user: object, moment: datetime.datetime) -> CommentQuerySet:
        return self.filter(author=user, created_at__gte=moment)


class VoteQuerySet(models.QuerySet):
    def open_complaints(self) -> VoteQuerySet:
        """Those the item did not help and who have not heard that it was mended."""
        return self.filter(is_helpful=False, mended_at=None)

    def counts(self) -> tuple[int, int]:
        """How many it helped and how many not."""
        found = self.aggregate(yes=Count("pk", filter=Q(is_helpful=True)), no=Count("pk", filter=Q(is_helpful=False)))
        return found["yes"], found["no"]
