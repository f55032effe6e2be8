"""Bring database, translations, sample content and search index up to date; the part of `make run` inside `.venv`."""

from __future__ import annotations

import os
import sys

from tools import messages
from tools.console import Counter, step, use_any_console


def main() -> None:
    use_any_console()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.dev")
    messages.compile_catalogues()
    with step("เปิดระบบ", "Loading the application"):
        import django  # The catalogues are compiled first; Django reads them at start.

        django.setup()
    migrate()
    load_sample_district()
    build_search_index()


def migrate() -> None:
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    counter = Counter(len(plan))

    class CountingMigrate(Command):
        def migration_progress_callback(self, action, migration=None, fake=False) -> None:
            if action == "apply_success":
                counter.advance(str(migration))

    with step("สร้างตารางในฐานข้อมูล", "Bringing the database up to date"):
        call_command(CountingMigrate(), interactive=False, verbosity=1, stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115


def load_sample_district() -> None:
    from django.core.management import call_command

    with step("ตรวจข้อมูลตัวอย่างของเขตพื้นที่", "Sample district"):
        call_command("load_demo", if_empty=True, stdout=sys.stdout)


def build_search_index() -> None:
    from django.core.management import call_command

    with step("ตรวจดัชนีค้นหา", "Search index"):
        call_command("rebuild_search", if_needed=True, stdout=sys.stdout)


if __name__ == "__main__":
    main()
