"""What somebody said in a topic, its former versions, files and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.core.markdown import clean_html, render_markdown, rendering_key, without_anchors
from content.files.models import private_storage, unguessable_path
from content.forums.models.topics import State
from content.forums.querysets.posts import PostQuerySet

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LONGEST_TEXT = 30_000
LONGEST_REASON = 200


class Post(models.Model):
    """
    One contribution. `number` is its place in the topic, counted from 1, never used again; pages go by it.

    Its address (`/forum/p/<id>/`) stays the same when the topic is moved, merged or split.
    """

    topic = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="forum_posts"
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    html = models.TextField(editable=False)
    rendered_as = models.CharField(max_length=80, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.VISIBLE)
    # Why it is held or hidden, in a word that moderators read.
    state_reason = models.CharField(max_length=LONGEST_REASON, blank=True, editable=False)
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answers")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, editable=False)
    submission = models.CharField(max_length=64, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["topic", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_a_topic_and_number"),
            models.UniqueConstraint(fields=["author", "submission"], name="one_post_a_person_and_submission"),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="post_of_author"),
            models.Index(fields=["created_at"], name="post_by_time"),
            models.Index(fields=["created_at"], condition=models.Q(state="pending"), name="post_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        key = rendering_key(self.text)
        if self.rendered_as != key:
            self.html, self.rendered_as = render_markdown(self.text), key
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("forums_post", args=[self.pk])

    @property
    def rendered(self) -> str:
        """HTML, made anew where the rendering has changed since it was kept. What is shown of it is cleaned: `body`."""
        return self.html if self.rendered_as == rendering_key(self.text) else render_markdown(self.text)

    @property
    def body(self) -> SafeString:
        """Clean HTML without anchors, for many posts stand on one page."""
        return clean_html(self.rendered, without_anchors)

    @property
    def is_opening(self) -> bool:
        return self.number == 1


class PostVersion(models.Model):
    """What a post said before an edit. `text` is emptied where personal data had to go."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(max_length=LONGEST_TEXT)
    title = models.CharField(max_length=150, blank=True)
    # Of the topic, where the post is its opening: names with ", " between.
    tags = models.TextField(blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why it was changed"), max_length=LONGEST_REASON, blank=True)
    is_purged = models.BooleanField(default=False)

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.post_id}: {self.replaced_at}"


def post_file_path(instance: PostFile, filename: str) -> str:
    return unguessable_path("forum", filename)


class PostFile(models.Model):
    """
    A file or picture that belongs to a post. It is read by whoever may read the post.

    As long as it belongs to none it is its owner's only, and goes after a day (`services.files`).
    """

    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to=post_file_path, storage=private_storage)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    is_picture = models.BooleanField(default=False)
    alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    # Names one sending of a form with this file in it: sent twice, it is one file.
    sent_as = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sent_as"], condition=~models.Q(sent_as=""), name="one_file_a_person_and_sending"
            )
        ]
        indexes = [models.Index(fields=["uploaded_at"], condition=models.Q(post=None), name="post_file_loose")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forums_file", args=[self.pk])


class Reaction(models.Model):
    """A word of thanks or use, from one person to one post."""

    class Kind(models.TextChoices):
        THANKS = "thanks", pgettext_lazy("reaction", "Thanks")
        USEFUL = "useful", pgettext_lazy("reaction", "It works in practice")
        QUESTION = "question", pgettext_lazy("reaction", "I have a question")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="forum_reactions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["post", "user", "kind"], name="one_reaction_a_post_person_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.kind}"
