"""manage.py load_taxonomy: subjects, grades, indicators and terms from data files, as often as one likes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.taxonomy.loading import DATA_FOLDER, TaxonomyDataError, in_words, load_taxonomy

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Loads curriculum, grades, competencies, traits and pillars. Running it again creates nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA_FOLDER, help="Folder of data files (default: our own).")
        parser.add_argument(
            "--only-new", action="store_true", help="Add what is missing; leave alone what editors may have changed."
        )

    def handle(self, *args: object, **options: object) -> None:
        loud = options["verbosity"] > 0
        try:
            counts = load_taxonomy(
                options["folder"],
                only_new=options["only_new"],
                report=self.stdout.write if loud else lambda line: None,
            )
        except TaxonomyDataError as error:
            raise CommandError(_("%(problem)s. Nothing was loaded.") % {"problem": error}) from error
        if loud:
            self.stdout.write(_("Taxonomy: %(counts)s.") % {"counts": in_words(counts)})
