"""Delete files that were sent for a post which was never posted."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.forums.services.files import clean_up


class Command(BaseCommand):
    help = "Delete files that were sent for a post more than a day ago and belong to none. Run it from a timer."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"deleted: {clean_up()}")
