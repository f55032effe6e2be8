"""Counts who wrote in the forums, for the numbers of the office. To be run often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand

from content.forums.numbers.writers import count_writers

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Counts who wrote in the forums, for the numbers of the office"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every month, not the last two alone")

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{count_writers(every_month=options['all'])} months counted")
