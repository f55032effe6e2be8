"""Say how the search engine is, whichever it is."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.backends import get_backend
from search.models import PendingChange


class Command(BaseCommand):
    help = "Says how the search engine is. Ends with an error when nothing can be found or another engine stands in."

    def handle(self, *args: object, **options: object) -> None:
        for line in get_backend().details():
            self.stdout.write(line)
        state = get_backend().state()
        waiting = PendingChange.objects.count()
        failed = PendingChange.objects.failed().count()
        self.stdout.write(f"{waiting} changes are waiting, {failed} of them failed.")
        if state.problem:
            raise CommandError(f"Nothing can be found: {state.problem}")
        if state.stands_in_for:
            raise CommandError(f"Another engine stands in for the search server: {state.stands_in_for}")
        self.stdout.write(f"{state.documents} documents can be found; the index is of version {state.version}.")
