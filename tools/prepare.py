"""
Bring database, translations, sample content and search index up to date; the part of `make run` inside `.venv`.

`--only-tables` ends after the database: what `make test` begins with.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as Migrate

from tools import messages
from tools.console import Counter, step, use_any_console


class CountingMigrate(Migrate):
    """Django's own command with a counter in place of 200 lines."""

    counter: Counter

    def migration_progress_callback(self, action: str, migration: object = None, fake: bool = False) -> None:
        if action == "apply_success":
            self.counter.advance(str(migration))


def main(arguments: list[str]) -> int:
    use_any_console()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.dev")
    # Django reads the catalogues when it starts, so they come first.
    messages.compile_catalogues()
    with step("เปิดระบบ", "Loading the application"):
        django.setup()
    from search import indexing  # Models are there only now.

    # WhiteNoise warns of a folder that only collectstatic fills.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    try:
        migrate()
        # Where settings keep the cache in the database; elsewhere it does nothing.
        call_command("createcachetable", verbosity=0)
        if "--only-tables" in arguments:
            return 0
        with step("ข้อมูลตัวอย่างของเขตพื้นที่", "Sample district"):
            call_command("load_demo", if_empty=True, with_accounts="--with-accounts" in arguments, stdout=sys.stdout)
        with step("ดัชนีค้นหา", "Search index"):
            # What was just loaded may be on its way into the index by a thread of this process.
            indexing.forget()
            call_command("rebuild_search", if_needed=True, stdout=sys.stdout)
    except CommandError as error:
        print(f"\n✗ {error}", file=sys.stderr)
        return 1
    return 0


def migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    command = CountingMigrate(stdout=io.StringIO())
    command.counter = Counter(len(plan))
    with step("สร้างตารางในฐานข้อมูล", "Bringing the database up to date"):
        call_command(command, interactive=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
