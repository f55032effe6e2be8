"""Look again whether a new question has been asked before."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.forums.knowledge.repeated import look_again


class Command(BaseCommand):
    help = "Asks for a note where a question of the last two days was asked for the third time. Good for a timer."

    def handle(self, *args: object, **options: object) -> None:
        count = look_again()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} questions have come back.")
