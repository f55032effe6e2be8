"""Fill the forums with topics and posts for load tests, or take them away again."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.demo.forum_seed import seeding
from content.demo.management.commands.load_demo import DATA

if TYPE_CHECKING:
    from argparse import ArgumentParser

MOST_POSTS = 20_000_000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--topics", type=int, default=50_000)
        parser.add_argument("--posts", type=int, default=1_000_000, help="in all topics, their openings included")
        parser.add_argument("--seed", type=int, default=1, help="another number gives another forum")
        parser.add_argument("--force", action="store_true", help="also beside topics that people wrote")
        parser.add_argument("--remove", action="store_true", help="delete what this command has made")

    def handle(self, *args: object, **options: object) -> None:
        self.verbosity, begun = options["verbosity"], time.monotonic()
        if options["remove"]:
            gone = seeding.remove(lambda count: self.say(_("  %(count)d topics removed") % {"count": count}))
            self.say(_("%(count)d posts of the seeded forum are gone.") % {"count": gone})
            return
        self.refuse(options)
        seeding.seed(
            threads=json.loads((DATA / "forum.json").read_text(encoding="utf-8"))["threads"],
            topics=options["topics"],
            posts=options["posts"],
            seed=options["seed"],
            report=lambda count: self.say(_("  %(count)d posts written") % {"count": count}),
        )
        seeding.refresh_statistics()
        values = {"topics": options["topics"], "posts": options["posts"], "seconds": time.monotonic() - begun}
        self.say(_("%(topics)d topics with %(posts)d posts made in %(seconds).0f seconds.") % values)

    def refuse(self, options: dict[str, object]) -> None:
        if options["topics"] < 2 or not 2 * options["topics"] <= options["posts"] <= MOST_POSTS:
            raise CommandError(
                _("Give at least 2 topics, and at least twice and at most %(most)d posts.") % {"most": MOST_POSTS}
            )
        if seeding.is_seeded():
            raise CommandError(_("The forum has been seeded already. Remove that with --remove first."))
        if seeding.holds_real_topics() and not options["force"]:
            raise CommandError(
                _("There are topics that people wrote. --force seeds beside them; never do so on an office's own site.")
            )

    def say(self, text: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(text)
