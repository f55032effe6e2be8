"""
`python -m tests.benchmarks.stock_wagtail SIZE`: Wagtail's own search on SQLite, as it comes, over the same texts.

Run by the bench of search in a process of its own, for it needs the tables of a whole site. Reads the questions, a line
each, and writes one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

BATCH = 500
# Ranking asks a query for each hit, so many questions of common words take minutes: the rest is then left out.
PATIENCE = 90.0
STOCK = {"BACKEND": "modelsearch.backends.database.sqlite.sqlite"}


def fill(size: int) -> float:
    """Pages with the texts of the bench under the first page; returns the seconds that indexing them took."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    from tests.benchmarks.models import BarePage
    from tests.benchmarks.search import documents, texts_here

    home = Page.objects.get(depth=2)
    kind = ContentType.objects.get_for_model(BarePage)
    known = iter(enumerate(documents(texts_here(), size)))
    while batch := list(islice(known, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            pages = Page.objects.bulk_create(
                Page(
                    title=document.title,
                    slug=f"page-{number}",
                    path=Page._get_path(home.path, 3, number + 1),
                    depth=3,
                    url_path=f"{home.url_path}page-{number}/",
                    content_type=kind,
                    locale=home.locale,
                    live=True,
                )
                for number, document in batch
            )
            rows = [(page.pk, document.body) for page, (_, document) in zip(pages, batch, strict=True)]
            cursor.executemany("INSERT INTO benchmarks_barepage (page_ptr_id, body) VALUES (%s, %s)", rows)
    index = get_search_backend("default").get_index_for_model(BarePage)
    begun = time.perf_counter()
    found = BarePage.objects.order_by("pk").iterator(BATCH)
    while batch := list(islice(found, BATCH)):
        with transaction.atomic():
            index.add_items(BarePage, batch)
    return time.perf_counter() - begun


def ask(questions: list[str]) -> tuple[list[float], float, int]:
    """Milliseconds of each question, CPU milliseconds of all, and how many found nothing."""
    from tests.benchmarks.models import BarePage

    times: list[float] = []
    nothing, begun, before = 0, time.monotonic(), time.process_time()
    for text in questions:
        if time.monotonic() - begun > PATIENCE:
            break
        asked = time.perf_counter()
        found = BarePage.objects.live().search(text)
        nothing += not (found.count() and list(found[:20]))
        times.append((time.perf_counter() - asked) * 1_000)
    return times, (time.process_time() - before) * 1_000, nothing


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="km-bench-stock-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "KM_DATA_DIR": folder,
            "KM_DATABASE_URL": "",
        }
        import django
        from django.conf import settings

        settings.WAGTAILSEARCH_BACKENDS = {"default": STOCK}
        # Our own search hears nothing of these pages.
        settings.KM_SEARCH_DRAIN = "command"
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        file = Path(settings.DATABASES["default"]["NAME"])
        seconds = fill(int(sys.argv[1]))
        size = file.stat().st_size
        times, cpu, nothing = ask(sys.stdin.read().splitlines())
    print(json.dumps({"seconds": seconds, "megabytes": size / 1e6, "times": times, "cpu": cpu, "nothing": nothing}))


if __name__ == "__main__":
    main()
