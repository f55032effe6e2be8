"""Deliver what waits. A timer runs it; processes of the site deliver at once what they fire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand

from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent, Message

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Makes notices of what was fired and sends the messages that are due, digests too. Good for a timer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Try what failed now instead of when it is due again.")

    def handle(self, *args: object, **options: object) -> None:
        if options["all"]:
            FiredEvent.objects.retry_now()
            Message.objects.retry_now()
        events, sent = deliver()
        waiting = Message.objects.due().count()
        self.stdout.write(
            f"{events} events told; {sent.sent} messages sent, {sent.failed} failed, {sent.dropped} dropped, "
            f"{waiting} still due."
        )
