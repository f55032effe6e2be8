"""Talk beside an item of the knowledge bank, and whether the item helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.comments.querysets import CommentQuerySet, VoteQuerySet
from content.core.markdown import clean_html, render_markdown, rendering_key, without_anchors

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LONGEST_TEXT = 10_000
LONGEST_REASON = 300


class Comment(models.Model):
    """
    What somebody said about an item, in Markdown; read by whoever may read the item.

    A reply has a parent, which has none itself: there is one level. What is deleted stays as an empty place, so that
    the replies to it keep their sense.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="comments_beside")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments_beside"
    )
    text = models.TextField(_("comment"), max_length=LONGEST_TEXT)
    html = models.TextField(editable=False)
    rendered_as = models.CharField(max_length=80, editable=False)
    is_question = models.BooleanField(_("this is a question"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Names one sending of the form: sent twice, it is one comment.
    submission = models.CharField(max_length=64, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        permissions = [("moderate_comments", _("Can delete comments of others and mark questions answered"))]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["author", "submission"], name="one_comment_a_person_and_submission")
        ]
        indexes = [
            models.Index(fields=["page", "created_at"], condition=Q(parent=None), name="comment_top_level"),
            models.Index(fields=["author", "-created_at"], name="comment_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        key = rendering_key(self.text)
        if self.rendered_as != key:
            self.html, self.rendered_as = render_markdown(self.text), key
        super().save(*args, **kwargs)

    @property
    def body(self) -> SafeString:
        """Clean HTML; made anew where the rendering has changed since it was kept."""
        kept = self.rendered_as == rendering_key(self.text)
        return clean_html(self.html if kept else render_markdown(self.text), without_anchors)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Vote(models.Model):
    """Whether an item helped somebody. Voting again changes it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="votes")
    is_helpful = models.BooleanField()
    reason = models.CharField(_("what was missing or wrong"), max_length=LONGEST_REASON, blank=True)
    voted_at = models.DateTimeField(default=timezone.now)
    # When the owner said, by word or by a new version, that what was wrong is mended.
    mended_at = models.DateTimeField(null=True, blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_vote_a_page_and_person")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.is_helpful}"
