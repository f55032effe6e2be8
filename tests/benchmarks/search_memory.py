"""
What searching costs a web worker in memory of its own: `python -m tests.benchmarks.search_memory <folder>`.

Run by `make bench-search` in a process of its own, on an index it has made. Reads the questions from standard input and
prints the megabytes as JSON: `before` anything was sought, `words` after all questions by words, `meaning` after all of
them by words and meaning. Mapped files (index, model, vectors) are shared by all workers and not counted.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django
import numpy as np
from django.test import override_settings
from django.urls import get_resolver

from tests.benchmarks.search_rows import resident

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.meaning.matrix import Entry


def vectors(count: int) -> Iterator[Entry]:
    """As many vectors as there are documents; which ones makes no difference to memory."""
    from search.meaning.matrix import PER_SLOT, Entry
    from search.text.meaning import DIMENSIONS

    chance = np.random.default_rng(7)
    for number in range(count):
        found = chance.standard_normal((PER_SLOT, DIMENSIONS)).astype(np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        yield Entry(f"thing:{number}", "0" * 32, found)


def main(folder: Path) -> None:
    questions = sys.stdin.read().splitlines()
    django.setup()
    # What a worker has loaded before anybody seeks.
    get_resolver().url_patterns  # noqa: B018
    from search.backends import get_backend
    from search.meaning.nearest import matrix
    from search.naming import keep_names
    from tests.benchmarks.search import asking
    from tests.search.evaluation import district

    with override_settings(
        KM_SEARCH_BACKEND="search.backends.embedded.EmbeddedBackend",
        KM_SEARCH_INDEX_DIR=folder,
        KM_SEARCH_EMBEDDER="search.text.meaning.E5Embedder",
    ):
        keep_names(district.vocabulary())
        ask = asking(get_backend())
        told = {"before": resident()}
        for name, by_meaning in (("words", False), ("meaning", True)):
            with override_settings(KM_SEARCH_MEANING=by_meaning):
                if by_meaning:
                    (folder / "vectors").mkdir(exist_ok=True)
                    matrix().files.create(vectors(get_backend().state().documents), (0, ""))
                for question in questions:
                    ask(question)
                told[name] = resident()
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
