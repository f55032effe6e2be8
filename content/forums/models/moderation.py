"""What keeps the talk kind: reports, sanctions, blocked words, settings, and the log of every action."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from content.forums.querysets.moderation import ModerationActionQuerySet
from content.forums.querysets.sanctions import SanctionQuerySet
from search.text.normalise import plain

User = settings.AUTH_USER_MODEL
LONGEST_REASON = 500
SHORTEST_WORD = 2


class Report(models.Model):
    """Somebody says that a post should be looked at."""

    class Reason(models.TextChoices):
        PERSONAL_DATA = "personal_data", pgettext_lazy("report", "It shows personal data")
        UNKIND = "unkind", pgettext_lazy("report", "It hurts or insults")
        WRONG = "wrong", pgettext_lazy("report", "It is wrong or misleading")
        OFF_TOPIC = "off_topic", pgettext_lazy("report", "It does not belong here")
        ADVERTISING = "advertising", pgettext_lazy("report", "It is advertising")
        OTHER = "other", pgettext_lazy("report", "Something else")

    post = models.ForeignKey("forums.Post", on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="forum_reports")
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices)
    text = models.CharField(_("in your words"), max_length=LONGEST_REASON, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"], condition=Q(settled_at=None), name="one_open_report_a_post_and_person"
            )
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(settled_at=None), name="report_open")]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason}"


class Sanction(models.Model):
    """A warning, or a time in which somebody may read and not write in the forums."""

    class Kind(models.TextChoices):
        WARNING = "warning", pgettext_lazy("sanction", "Warning")
        SUSPENSION = "suspension", pgettext_lazy("sanction", "Suspension")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="forum_sanctions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    post = models.ForeignKey("forums.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # Of a suspension; no moment: until it is lifted.
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["user", "kind"], condition=Q(lifted_at=None), name="sanction_in_force")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class BlockedWord(models.Model):
    """A word, or the host of a link, with which a post is held or refused."""

    class Action(models.TextChoices):
        HOLD = "hold", pgettext_lazy("blocked word", "Hold for a moderator")
        REFUSE = "refuse", pgettext_lazy("blocked word", "Refuse")

    text = models.CharField(
        _("word or host"),
        max_length=120,
        unique=True,
        help_text=_(
            "A Thai word is found anywhere in the text, a Latin one as a whole word; a host such as example.com blocks "
            "links to it and to all below it."
        ),
    )
    action = models.CharField(_("what happens"), max_length=8, choices=Action.choices, default=Action.HOLD)

    class Meta:
        ordering = ["text"]
        verbose_name = _("blocked word")
        verbose_name_plural = _("blocked words")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        # A single letter would stop every post; what is left without hidden characters is what counts.
        if len("".join(plain(self.text).split())) < SHORTEST_WORD:
            raise ValidationError({"text": _("Write at least two letters that can be seen.")})


class ModerationAction(models.Model):
    """One action of a moderator: the audit log, which nobody edits, and the trace shown on a topic."""

    class Action(models.TextChoices):
        PIN = "pin", pgettext_lazy("moderation", "pinned")
        UNPIN = "unpin", pgettext_lazy("moderation", "unpinned")
        LOCK = "lock", pgettext_lazy("moderation", "locked")
        UNLOCK = "unlock", pgettext_lazy("moderation", "unlocked")
        MOVE = "move", pgettext_lazy("moderation", "moved")
        MERGE = "merge", pgettext_lazy("moderation", "merged")
        SPLIT = "split", pgettext_lazy("moderation", "split")
        APPROVE = "approve", pgettext_lazy("moderation", "let in")
        HIDE = "hide", pgettext_lazy("moderation", "hidden")
        SHOW = "show", pgettext_lazy("moderation", "shown again")
        DELETE = "delete", pgettext_lazy("moderation", "deleted")
        EDIT = "edit", pgettext_lazy("moderation", "edited")
        ACCEPT = "accept", pgettext_lazy("moderation", "answer accepted")
        DISMISS = "dismiss", pgettext_lazy("moderation", "report dismissed")
        WARN = "warn", pgettext_lazy("moderation", "warned")
        SUSPEND = "suspend", pgettext_lazy("moderation", "suspended")
        LIFT = "lift", pgettext_lazy("moderation", "suspension lifted")
        PURGE = "purge", pgettext_lazy("moderation", "personal data removed")
        SETTINGS = "settings", pgettext_lazy("moderation", "settings changed")

    action = models.CharField(max_length=12, choices=Action.choices)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="forum_actions")
    category = models.ForeignKey("forums.Category", null=True, on_delete=models.SET_NULL, related_name="actions")
    topic = models.ForeignKey("forums.Topic", null=True, on_delete=models.SET_NULL, related_name="actions")
    # Kept as a number, so that the log outlives the post.
    post_id_then = models.PositiveBigIntegerField(null=True)
    person = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="forum_actions_about")
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    # What was before and after, by name; never the words of a post.
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ModerationActionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("moderation action")
        verbose_name_plural = _("moderation actions")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["topic", "created_at"], name="action_of_topic"),
            models.Index(fields=["-created_at", "-id"], name="action_by_time"),
            models.Index(fields=["category", "-created_at", "-id"], name="action_of_category"),
            models.Index(fields=["post_id_then"], name="action_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.topic_id}"


@register_setting(icon="cog", order=400)
class ForumSettings(BaseGenericSetting):
    """Limits that hold in all categories."""

    held_posts = models.PositiveSmallIntegerField(
        _("first posts of a new account that a moderator lets in"), default=0, help_text=_("0 holds none.")
    )
    new_account_links = models.PositiveSmallIntegerField(
        _("links in one post of a new account, before it is held"), default=3
    )
    most_links = models.PositiveSmallIntegerField(_("links in one post, before it is held"), default=20)
    posts_in_ten_minutes = models.PositiveSmallIntegerField(
        _("posts of a person in ten minutes"), default=20, help_text=_("0 sets no limit.")
    )
    topics_a_day = models.PositiveSmallIntegerField(
        _("new topics of a person in a day"), default=20, help_text=_("0 sets no limit.")
    )
    new_account_posts = models.PositiveSmallIntegerField(
        _("an account is new until it has so many visible posts"), default=3
    )

    class Meta:
        verbose_name = _("limits of the forums")
