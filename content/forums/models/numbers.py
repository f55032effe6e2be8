"""Who wrote in which month: kept, for counting the people of a million posts takes seconds."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class MonthlyWriter(models.Model):
    """
    One person who wrote visible posts in one category in one month.

    Kept by `content.forums.numbers.writers`; it only ever tells how many people there were.
    """

    month = models.DateField()
    category = models.ForeignKey("forums.Category", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    posts = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["month", "category", "user"], name="one_writer_a_month_and_category")
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.user_id}"


class MonthsCounted(models.Model):
    """When the writers were last counted. One row."""

    counted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.counted_at)
