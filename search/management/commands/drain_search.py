"""Tell the search engine what is waiting in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.indexing import drain
from search.models import PendingChange

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Tells the search engine the changes that are waiting. Web processes do this themselves; good for a timer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Try failed changes now instead of when they are due.")

    def handle(self, *args: object, **options: object) -> None:
        if options["all"]:
            PendingChange.objects.update(not_before=timezone.now())
        result = drain()
        waiting = PendingChange.objects.count()
        self.stdout.write(f"{result.applied} changes told, {result.failed} failed, {waiting} waiting.")
        if result.failed:
            newest = PendingChange.objects.failed().order_by("-not_before").first()
            raise CommandError(f"The last error was: {newest.last_error}" if newest else "Some changes failed.")
