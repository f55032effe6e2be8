"""The kinds of event after which a sheet is written."""

from django.db import models
from django.utils.translation import pgettext_lazy


class EventType(models.TextChoices):
    MEETING = "meeting", pgettext_lazy("event", "Meeting")
    FOCUS_GROUP = "focus_group", pgettext_lazy("event", "Focus Group")
    TRAINING = "training", pgettext_lazy("event", "Training")
    SUPERVISION = "supervision", pgettext_lazy("event", "Supervision visit")
    CLASSROOM = "classroom", pgettext_lazy("event", "Lesson")
    AAR = "aar", pgettext_lazy("event", "After-action review (AAR)")
    EXCHANGE = "exchange", pgettext_lazy("event", "Exchange of knowledge")
