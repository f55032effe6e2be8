"""Reminds people of exchange events and asks hosts for summaries. To be run often; nobody is told twice."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.exchange_events.services.reminding import remind_of_events


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{remind_of_events()} exchange events looked at")
