"""Read the text of uploaded files for search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand

from content.files.models import FileText, FileTextState
from content.files.services import READING_VERSION, extract_due, request_again

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Reads the files that wait. Web processes do this themselves; good for a timer, and after an upgrade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="Read files anew that an older version has read.")
        parser.add_argument("--failed", action="store_true", help="Try again what was given up.")

    def handle(self, *args: object, **options: object) -> None:
        if options["again"]:
            request_again(version__lt=READING_VERSION)
        if options["failed"]:
            request_again(state=FileTextState.FAILED)
        count = extract_due()
        states = {state.label: FileText.objects.filter(state=state).count() for state in FileTextState}
        self.stdout.write(f"{count} files read. " + ", ".join(f"{label}: {number}" for label, number in states.items()))
