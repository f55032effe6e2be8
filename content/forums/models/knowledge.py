"""From talk to knowledge: which item was drafted from which topic, and questions that come back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

User = settings.AUTH_USER_MODEL


class KnowledgeFromTopic(models.Model):
    """An item of the knowledge bank drafted from posts of a topic. Its contributors are credited on both."""

    topic = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="knowledge")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="drafted_from")
    posts = models.ManyToManyField("forums.Post", related_name="knowledge")
    contributors = models.ManyToManyField(User, related_name="credited_knowledge")
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["topic", "page"], name="one_item_once_a_topic")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.page_id}"


class SimilarQuestions(models.Model):
    """A question asked for the third time: the owner of the category was asked to write a note about it."""

    topic = models.OneToOneField("forums.Topic", on_delete=models.CASCADE, related_name="asked_before")
    similar = models.ManyToManyField("forums.Topic", related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.topic_id)
