"""How often a person wants to hear of one kind of event."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("On the site and by e-mail at once")
    DAILY = "daily", _("On the site and in a daily e-mail")
    WEEKLY = "weekly", _("On the site and in a weekly e-mail")
    INBOX = "inbox", _("On the site only")
    OFF = "off", _("Not at all")
