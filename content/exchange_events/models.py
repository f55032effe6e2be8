"""Exchange events (กิจกรรมแลกเปลี่ยนเรียนรู้), who takes part, and the addresses at which calendars fetch them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.core.markdown import render_markdown
from content.exchange_events.querysets import ExchangeEventQuerySet
from content.forums.models import Topic

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

User = settings.AUTH_USER_MODEL
LONGEST_TITLE = 150
LONGEST_AGENDA = 10_000
LONGEST_SUMMARY = 10_000
MOST_PEOPLE = 5_000
# Letters and digits that nobody confuses when reading them from a slide.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    return get_random_string(8, CODE_LETTERS)


def new_token() -> str:
    return get_random_string(40)


class ExchangeEvent(models.Model):
    """
    A stage at which people meet: on a day, at a place or behind a link.

    Whoever may read its topic may read it: the topic is begun with it, in a category that decides its audience.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    # Names it in calendars for ever; `sequence` grows with every change of which they must hear.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to take part online"), max_length=500, blank=True)
    host = models.ForeignKey(
        User, verbose_name=_("host"), null=True, on_delete=models.SET_NULL, related_name="hosted_exchanges"
    )
    work_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("work group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    agenda = models.TextField(_("agenda"), max_length=LONGEST_AGENDA, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_("Left empty, everyone finds a place."),
    )
    topic = models.ForeignKey("forums.Topic", on_delete=models.CASCADE, related_name="exchange_events")
    meeting = models.ForeignKey(
        "reflections.MeetingPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="exchange_events"
    )
    results = models.ManyToManyField("wagtailcore.Page", blank=True, related_name="+")
    summary = models.TextField(_("summary"), max_length=LONGEST_SUMMARY, blank=True)
    summarised_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExchangeEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange event")
        verbose_name_plural = _("exchange events")
        ordering = ["starts_at", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="exchange_ends_after_its_start")
        ]
        indexes = [models.Index(fields=["starts_at"]), models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exchange_event", args=[self.code])

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_past(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def takes_answers(self) -> bool:
        return not self.is_cancelled and not self.is_past

    @property
    def discussion(self) -> Topic:
        """Its topic; where a moderator has merged that, the one it was merged into."""
        topic = self.topic
        while topic.merged_into_id:
            topic = Topic.objects.select_related("category__space").get(pk=topic.merged_into_id)
        return topic

    @property
    def agenda_html(self) -> SafeString:
        return render_markdown(self.agenda)

    @property
    def summary_html(self) -> SafeString:
        return render_markdown(self.summary)


class Attendance(models.Model):
    """One person's answer. Who waits moves up in the order of `queued_at` when somebody gives a place back."""

    class Answer(models.TextChoices):
        GOING = "going", pgettext_lazy("exchange event", "Takes part")
        WAITING = "waiting", pgettext_lazy("exchange event", "On the waiting list")
        DECLINED = "declined", pgettext_lazy("exchange event", "Cannot come")

    event = models.ForeignKey(ExchangeEvent, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="exchange_attendances")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    queued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_answer_an_exchange_and_person")]
        indexes = [models.Index(fields=["event", "answer", "queued_at"], name="exchange_queue")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.user_id} {self.answer}"


class CalendarAddress(models.Model):
    """The private address at which a member's calendar fetches coming events. A new one makes the old one void."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="exchange_calendar")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user_id)
