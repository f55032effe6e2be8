"""Let go of what nobody looks at any more."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.notifications.services import tidy


class Command(BaseCommand):
    help = "Deletes notices that are a year old, and the record of messages after half a year."

    def handle(self, *args: object, **options: object) -> None:
        events, messages = tidy()
        self.stdout.write(f"{events} events with their notices and {messages} messages deleted.")
