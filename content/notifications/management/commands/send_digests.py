"""Send the digests that are due, each once for its person and its day or week."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.notifications.delivery import spread_all
from content.notifications.sending import DIGESTS, send_due


class Command(BaseCommand):
    help = "Sends the daily and weekly digests that are due. Run it as often as you like: each is sent once."

    def handle(self, *args: object, **options: object) -> None:
        spread_all()
        result = send_due(DIGESTS)
        self.stdout.write(f"{result.sent} digests sent, {result.failed} failed, {result.dropped} had nothing to tell.")
