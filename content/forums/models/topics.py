"""A topic: a title, its posts, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from content.forums.querysets.topics import TopicQuerySet
from content.taxonomy.models import Tag

if TYPE_CHECKING:
    from content.forums.models.posts import Post

LONGEST_TITLE = 150


class State(models.TextChoices):
    """Whether others see a topic or a post. What is deleted is kept empty, what is held waits for a moderator."""

    VISIBLE = "visible", pgettext_lazy("post", "Visible")
    PENDING = "pending", pgettext_lazy("post", "Waiting for a moderator")
    HIDDEN = "hidden", pgettext_lazy("post", "Hidden by a moderator")
    DELETED = "deleted", pgettext_lazy("post", "Deleted")


class TopicTag(ItemBase):
    """One tag of one topic: the tags are those of the knowledge bank."""

    tag = models.ForeignKey(Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="tagged_topics")
    content_object = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_once_a_topic")]


class Topic(models.Model):
    """
    What people talk about. Its first post has the number 1.

    A topic that was merged into another keeps its row, so that its addresses lead there (`merged_into`).
    """

    class Kind(models.TextChoices):
        QUESTION = "question", pgettext_lazy("topic", "Question")
        EXPERIENCE = "experience", pgettext_lazy("topic", "Experience")
        LESSON = "lesson", pgettext_lazy("topic", "Lesson")
        ANNOUNCEMENT = "announcement", pgettext_lazy("topic", "Announcement")
        POLL = "poll", pgettext_lazy("topic", "Poll")

    category = models.ForeignKey("forums.Category", on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(_("kind of topic"), max_length=12, choices=Kind.choices, default=Kind.QUESTION)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="forum_topics"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.VISIBLE)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_locked = models.BooleanField(_("locked"), default=False)
    accepted = models.OneToOneField(
        "forums.Post", null=True, on_delete=models.SET_NULL, related_name="accepted_for", editable=False
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    first_reply_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="merged_topics", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    # Kept by `content.forums.services.counting`.
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # The number of the last visible post: what waits for a moderator is new to nobody, and not told of.
    last_shown = models.PositiveIntegerField(default=0, editable=False)
    last_posted_at = models.DateTimeField(default=timezone.now, editable=False)
    last_poster = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # Names one sending of the form: sent twice, it is one topic.
    submission = models.CharField(max_length=64, editable=False)

    tags = TaggableManager(through=TopicTag, blank=True, verbose_name=_("tags"))

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-last_posted_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["author", "submission"], name="one_topic_a_person_and_submission")
        ]
        indexes = [
            models.Index(fields=["category", "state", "-last_posted_at", "-id"], name="topic_in_category"),
            models.Index(fields=["state", "-last_posted_at", "-id"], name="topic_by_last_post"),
            models.Index(fields=["author", "-created_at"], name="topic_of_author"),
            models.Index(fields=["category"], condition=Q(is_pinned=True), name="topic_pinned"),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(kind="question", state="visible") & ~Q(accepted__isnull=False),
                name="topic_open_question",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums_topic", args=[self.pk])

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_solved(self) -> bool:
        return self.accepted_id is not None

    def opening(self) -> Post:
        return self.posts.get(number=1)
