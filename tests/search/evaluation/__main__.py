"""
Measures how well search ranks, on every engine there is, and writes docs/search-quality.md.

`python -m tests.search.evaluation [--misses]`; KM_SEARCH_EVAL_DIR may name a further folder of judged queries.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django
from django.test import override_settings

from search.naming import keep_names
from search.text.meaning import E5Embedder, load
from tests.search.evaluation import district
from tests.search.evaluation.distorted import distorted_recalls
from tests.search.evaluation.engines import engines
from tests.search.evaluation.judged import OFFICE_REPORT, Score, fill, ranking, read_folder, scores_of
from tests.search.evaluation.meaning import by_meaning

if TYPE_CHECKING:
    from search.backends.base import SearchBackend
    from search.documents import SearchDocument
    from tests.search.evaluation.judged import Judged

REPORT = Path(__file__).resolve().parents[3] / "docs" / "search-quality.md"
# So many queries are distorted, as far as there are documents with titles for them.
DISTORTED = 200
# What is switched off, one by one.
VARIANTS: dict[str, dict[str, object]] = {
    "everything": {},
    "without synonyms": {"KM_SEARCH_SYNONYMS": False},
    "without meaning": {"KM_SEARCH_MEANING": False},
    "without synonyms and meaning": {"KM_SEARCH_SYNONYMS": False, "KM_SEARCH_MEANING": False},
}
HEAD = """# How well search ranks

Written by `make search-eval` on {date}. Figures are means over judged queries: nDCG@10 (how good the first ten are, 1
is best), recall@20 (how much of what was wanted is among the first twenty), MRR (one through the place of the first
good hit), and the share of queries that found nothing. How the sets were made: `tests/search/evaluation/`.
"""


def measured(backend: SearchBackend, queries: list[Judged]) -> dict[str, dict[str, Score]]:
    found = {}
    for name, changes in VARIANTS.items():
        with override_settings(**changes):
            found[name] = scores_of(backend, queries)
    return found


def table(heading: str, rows: dict[str, Score]) -> list[str]:
    lines = [f"| {heading} | queries | nDCG@10 | recall@20 | MRR | no result |", "|---|---|---|---|---|---|"]
    lines += [f"| {name} | {len(score.ndcg)} | {' | '.join(score.cells())} |" for name, score in rows.items()]
    return [*lines, ""]


def misses(backend: SearchBackend, queries: list[Judged]) -> None:
    for judged in queries:
        single = Score()
        ranked = ranking(backend, judged.text)
        single.add(judged, ranked)
        if single.mean_ndcg < 0.6:
            print(f"  {single.mean_ndcg:.2f}  {judged.text}  {ranked[:5]}")


def report(title: str, documents: list[SearchDocument], queries: list[Judged]) -> list[str]:
    lines = [f"## {title}", "", f"{len(documents):,} documents, {len(queries)} queries.", ""]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for name, backend in engines(Path(folder), stack):
            fill(backend, documents)
            with by_meaning(documents) if load(E5Embedder) else nullcontext():
                found = measured(backend, queries)
            lines += [f"### {name}", "", *table("switched", {key: scores["all"] for key, scores in found.items()})]
            lines += table("kind of query, everything on", {k: s for k, s in found["everything"].items() if k != "all"})
            if "--misses" in sys.argv:
                misses(backend, queries)
            if name.startswith("embedded"):
                recalls = distorted_recalls(backend, documents, queries, DISTORTED)
                lines += [
                    f"Recall@10 of {recalls.count} queries, and of the same ones distorted:",
                    "",
                    *recalls.lines(),
                ]
    return lines


def main() -> None:
    django.setup()
    keep_names(district.vocabulary())
    lines = [HEAD.format(date=time.strftime("%Y-%m-%d"))]
    lines += report("The sample district", district.documents(), district.queries())
    lines += report("The office's report among government news", *read_folder(OFFICE_REPORT))
    folder = os.environ.get("KM_SEARCH_EVAL_DIR")
    text = "\n".join(lines).rstrip() + "\n"
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    if folder:
        # Not of the project: printed, not written.
        print("\n".join(report(folder, *read_folder(Path(folder)))))


if __name__ == "__main__":
    main()
