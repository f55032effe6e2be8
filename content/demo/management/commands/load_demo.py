"""Load the sample district. May be run again: what exists is left alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.demo.district import read_district
from content.demo.load.accounts import usable_accounts
from content.demo.load.tree import holds_a_site
from content.demo.loading import load_district
from content.demo.schema.findings import BrokenData

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from content.demo.district import District
    from content.demo.load.context import Tally

DATA = Path(__file__).resolve().parents[2] / "data"
MOST_PROBLEMS = 50


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where a site has been begun")
        parser.add_argument(
            "--frame-only",
            action="store_true",
            help="only what every office needs: vocabulary, home page, empty lists, roles",
        )
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="another folder of data files")
        parser.add_argument(
            "--with-accounts",
            action="store_true",
            help="make accounts with known passwords even where settings do not (KM_DEMO_ACCOUNTS)",
        )

    def handle(self, *args: object, **options: object) -> None:
        self.verbosity = options["verbosity"]
        try:
            district = read_district(options["data"])
            if options["if_empty"] and holds_a_site():
                self.say(_("The database holds a site already; the sample district was not loaded."))
            else:
                with_accounts = options["with_accounts"] or settings.KM_DEMO_ACCOUNTS
                self.load(district, with_accounts=with_accounts, frame_only=options["frame_only"])
        except BrokenData as error:
            raise CommandError(told(error, options["data"])) from error
        if not options["frame_only"]:
            self.show_accounts(district)

    def load(self, district: District, *, with_accounts: bool, frame_only: bool) -> None:
        started = time.monotonic()
        self.say(_("Loading the sample district “%(name)s”") % {"name": district.office["short_name"]})
        load = load_district(district, with_accounts=with_accounts, report=self.report, frame_only=frame_only)
        values = {"count": len(load.made_pages), "seconds": time.monotonic() - started}
        self.say(_("%(count)d pages made in %(seconds).1f seconds.") % values)

    def report(self, label: str, tally: Tally) -> None:
        values = {"label": label, "made": tally.made, "present": tally.present}
        if tally.present:
            self.say(_("  %(label)s: %(made)d made, %(present)d left as they are") % values)
        else:
            self.say(_("  %(label)s: %(made)d made") % values)

    def show_accounts(self, district: District) -> None:
        accounts = list(usable_accounts(district.site))
        if accounts:
            self.say(_("Accounts to try the roles with (role, user name, password):"))
        for account in accounts:
            self.say(f"  {account.role.label}  {account.username}  {account.password}")

    def say(self, text: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(text)


def told(error: BrokenData, folder: Path) -> str:
    """All problems, one a line, below how many there are."""
    count = len(error.problems)
    lines = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    if count > MOST_PROBLEMS:
        lines.append(_("… and %(count)d more.") % {"count": count - MOST_PROBLEMS})
    head = ngettext(
        "The data in %(folder)s have %(count)d problem; nothing was loaded:",
        "The data in %(folder)s have %(count)d problems; nothing was loaded:",
        count,
    )
    return "\n".join([head % {"folder": folder, "count": count}, *lines])
