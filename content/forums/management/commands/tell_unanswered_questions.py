"""Bring questions that wait before those who may know."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.forums.services.asking_around import tell_unanswered


class Command(BaseCommand):
    help = "Tells of questions unanswered for a day, each once; the weekly e-mail carries them. Good for a timer."

    def handle(self, *args: object, **options: object) -> None:
        count = tell_unanswered()
        if options["verbosity"] > 0:
            self.stdout.write(f"Told of {count} questions.")
