"""What somebody has begun to write in the forums and not sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.forums.models.posts import LONGEST_TEXT
from content.forums.models.topics import LONGEST_TITLE

LONGEST_TOKEN = 100
LONGEST_OPTIONS = 5_000
LONGEST_DAY = 60


def new_token() -> str:
    return uuid.uuid4().hex


class PostDraft(models.Model):
    """
    One begun topic a category, or one begun reply a topic, for each person.

    Exactly one of `category` and `topic` is set. `token` names the form that it is of: another form for the same place
    neither overwrites it nor takes it away. It is deleted when the post is sent. The fields of a poll hold what was
    typed, finished or not.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="forum_drafts")
    category = models.ForeignKey("forums.Category", null=True, on_delete=models.CASCADE, related_name="drafts")
    topic = models.ForeignKey("forums.Topic", null=True, on_delete=models.CASCADE, related_name="drafts")
    token = models.CharField(max_length=LONGEST_TOKEN, default=new_token)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    tags = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    options = models.TextField(max_length=LONGEST_OPTIONS, blank=True)
    allows_several = models.BooleanField(default=False)
    closes_on = models.CharField(max_length=LONGEST_DAY, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-saved_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category=None, topic__isnull=False) | models.Q(category__isnull=False, topic=None),
                name="draft_of_a_topic_or_a_reply",
            ),
            models.UniqueConstraint(fields=["user", "category"], name="one_begun_topic_a_person_and_category"),
            models.UniqueConstraint(fields=["user", "topic"], name="one_begun_reply_a_person_and_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.category_id or self.topic_id}"
