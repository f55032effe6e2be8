from __future__ import annotations

from django.core.management.base import BaseCommand

from content.writing.services.reminders import remind_reviewers


class Command(BaseCommand):
    help = "Remind reviewers of what waits, and give what waits too long to the head of the work group."

    def handle(self, *args: object, **options: object) -> None:
        reminded, escalated = remind_reviewers()
        if options["verbosity"] > 0:
            self.stdout.write(f"Reminded of {reminded}, escalated {escalated}.")
