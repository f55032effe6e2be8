"""
What happened, who is told, and what is sent.

A fired event is stored with the content it tells of. Once committed it becomes one notice for each person, which is
their inbox, and messages of the channels (e-mail), each of one notice or of many (a digest).
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.notifications.events import Event, event_class
from content.notifications.querysets import (
    STUCK_AFTER,
    FiredEventQuerySet,
    FollowQuerySet,
    MessageQuerySet,
    NoticeQuerySet,
)
from content.notifications.rhythms import Rhythm

LONGEST_KEY = 200
LONGEST_TITLE = 255
LONGEST_TEXT = 1_000
LONGEST_ERROR = 2_000


class FiredEvent(models.Model):
    """An event and the people it concerns, waiting to be made into notices or kept as what they tell of."""

    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    is_hidden_with_page = models.BooleanField(default=True)
    url = models.CharField(max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    values = models.JSONField(default=dict, blank=True)
    recipient_ids = models.JSONField(default=list)
    fired_at = models.DateTimeField(_("happened at"), default=timezone.now)
    spread_at = models.DateTimeField(_("told at"), null=True, blank=True)
    not_before = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects = FiredEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["not_before"], condition=Q(spread_at=None), name="event_waiting"),
            models.Index(fields=["fired_at"]),
        ]

    def __str__(self) -> str:
        return self.key

    def as_event(self) -> Event | None:
        """The event as it was fired; None where its kind is not installed any more or has other fields now."""
        cls = event_class(self.kind)
        if cls is None:
            return None
        try:
            return cls(actor=self.actor, page=self.page, url=self.url, title=self.title, text=self.text, **self.values)
        except TypeError:
            return None


class Notice(models.Model):
    """One event told to one person: a line of their inbox."""

    event = models.ForeignKey(FiredEvent, on_delete=models.CASCADE, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm.choices, default=Rhythm.INBOX)
    created_at = models.DateTimeField(_("told at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["event", "recipient"], name="one_notice_an_event_and_person")]
        indexes = [
            models.Index(fields=["recipient", "-created_at"]),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} -> {self.recipient_id}"


class Message(models.Model):
    """What one channel sends to one person once: a notice at once, or the digest of a day or a week."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("Nothing left to tell")

    channel = models.CharField(_("channel"), max_length=20)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), on_delete=models.CASCADE, related_name="+"
    )
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm.choices)
    key = models.CharField(max_length=60)
    notices = models.ManyToManyField(Notice, related_name="messages")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(_("due at"))
    not_before = models.DateTimeField(_("next attempt"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["channel", "recipient", "key"], name="one_message_a_channel_person_and_key")
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state="waiting"), name="message_waiting"),
            models.Index(fields=["state", "-due_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.key} -> {self.recipient_id}"

    @property
    def is_troubled(self) -> bool:
        """As `MessageQuerySet.troubled` says of rows."""
        if self.state == self.State.SENDING:
            return bool(self.claimed_at and self.claimed_at < timezone.now() - STUCK_AFTER)
        return self.state == self.State.FAILED or (self.state == self.State.WAITING and self.attempts > 0)


class NoticeSetting(models.Model):
    """The rhythm a person chose for one kind of event; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_settings")
    kind = models.CharField(max_length=60)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_notice_setting_a_person_and_kind")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.rhythm}"


class QuietHours(models.Model):
    """The hours in which a person is sent nothing; what comes up meanwhile is sent when they end."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiet_hours")
    begins = models.TimeField(_("quiet from"), default=datetime.time(20))
    ends = models.TimeField(_("quiet until"), default=datetime.time(6))

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


class Follow(models.Model):
    """A person wants to hear of what happens to one page, or of new items of a tag, a learning area or a work group."""

    TARGETS = ("page", "tag", "learning_area", "work_group")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="followers")
    tag = models.ForeignKey("taxonomy.Tag", null=True, on_delete=models.CASCADE, related_name="followers")
    learning_area = models.ForeignKey(
        "taxonomy.LearningArea", null=True, on_delete=models.CASCADE, related_name="followers"
    )
    work_group = models.ForeignKey("people.WorkGroup", null=True, on_delete=models.CASCADE, related_name="followers")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            *(
                models.UniqueConstraint(fields=["user", target], name=f"one_follow_a_person_and_{target}")
                for target in ("page", "tag", "learning_area", "work_group")
            ),
            models.CheckConstraint(
                name="follow_has_one_target",
                condition=Q(page__isnull=False, tag=None, learning_area=None, work_group=None)
                | Q(page=None, tag__isnull=False, learning_area=None, work_group=None)
                | Q(page=None, tag=None, learning_area__isnull=False, work_group=None)
                | Q(page=None, tag=None, learning_area=None, work_group__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.target}"

    @property
    def target(self) -> models.Model:
        return next(target for name in self.TARGETS if (target := getattr(self, name)))
