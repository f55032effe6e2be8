"""Build the search index anew, beside the one in use."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError

from search.backends import get_backend
from search.backends.base import BusyError, IndexUnavailableError
from search.indexing import rebuild

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Builds the search index anew beside the one in use and swaps them. The site stays searchable meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="Do nothing when the index is present and of the right version."
        )

        parser.add_argument("--processes", type=int, help="How many processes analyse the texts; all cores otherwise.")

    def handle(self, *args: object, if_needed: bool, processes: int | None, verbosity: int, **options: object) -> None:
        state = get_backend().state()
        if if_needed and not state.problem:
            self.stdout.write(f"The search index is ready: {state.documents} documents.")
            return
        done: dict[str, int] = {}
        began = time.monotonic()

        def progress(name: str, count: int) -> None:
            done[name] = done.get(name, 0) + count
            if verbosity:
                self.stdout.write(f"  {name}: {done[name]} (together {sum(done.values())})")

        try:
            result = rebuild(progress, processes=processes or os.cpu_count() or 1)
        except BusyError as error:
            raise CommandError(f"The index is being rebuilt by another process: {error}") from error
        except IndexUnavailableError as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - began
        self.stdout.write(f"The search index holds {result.documents} documents, built in {seconds:.1f} s.")
        if result.failed:
            raise CommandError(f"{result.failed} items could not be indexed; the log names them.")
