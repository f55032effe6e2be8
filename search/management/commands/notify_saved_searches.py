"""Tell people what is new in the searches they keep. Run it now and then (cron or a timer), once a day at least."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from search.saving import tell_of_new_hits


class Command(BaseCommand):
    help = "Tell people what is new in the searches they keep."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"New hits in {tell_of_new_hits()} saved searches were announced.")
