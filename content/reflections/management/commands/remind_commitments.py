"""Reminds people of what they promised on their sheets. To be run once a day; running it again tells nobody twice."""

from __future__ import annotations

import datetime as dt

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.reflections.reminders import remind

DAYS_BEFORE = 3


class Command(BaseCommand):
    help = "Reminds people of commitments that are due soon or late"

    def handle(self, *args: object, **options: object) -> None:
        today = timezone.localdate()
        count = remind(today=today, until=today + dt.timedelta(days=DAYS_BEFORE))
        self.stdout.write(f"{count} commitments looked at")
