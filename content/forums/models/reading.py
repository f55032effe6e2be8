"""What a person has read and what a person follows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

User = settings.AUTH_USER_MODEL


class TopicMark(models.Model):
    """Up to which post somebody has read a topic."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="topic_marks")
    topic = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="marks")
    last_number = models.PositiveIntegerField()
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_mark_a_person_and_topic")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic_id}"


class CategoryMark(models.Model):
    """Everything in the category up to this moment counts as read ("mark all as read"); no category: everywhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="category_marks")
    category = models.ForeignKey("forums.Category", null=True, on_delete=models.CASCADE, related_name="marks")
    read_until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            # Two, for SQLite cannot take missing categories for equal.
            models.UniqueConstraint(fields=["user", "category"], name="one_mark_a_person_and_category"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(category=None), name="one_mark_a_person_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.category_id}"


class TopicFollow(models.Model):
    """Somebody hears of replies. Writing in a topic follows it; `is_muted` says that they do not want to."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="topic_follows")
    topic = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="follows")
    is_muted = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_follow_a_person_and_topic")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic_id}"


class CategoryFollow(models.Model):
    """Somebody hears of new topics in a category."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="category_follows")
    category = models.ForeignKey("forums.Category", on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "category"], name="one_follow_a_person_and_category")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.category_id}"
