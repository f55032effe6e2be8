"""
`make bench-search`: what search costs, written to docs/benchmarks.md between markers of its own.

Real Thai text (the folder that KM_THAI_TEXT names, ../shared/thai_text otherwise), repeated with variation, in indexes
of several sizes. Each engine indexes the prepared documents and is asked the same questions with facets and highlights;
plain FTS5 (the whole text, cut by SQLite's own tokenizer) stands beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django
from django.test import override_settings

from tests.search.evaluation import district

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.backends.base import SearchBackend
    from search.documents import SearchDocument

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- search: begin -->", "<!-- search: end -->"
SIZES = (1_000, 10_000, 100_000)
ASKED = 200
FACETS = ("kind", "grade", "tag", "year")
AUDIENCE = frozenset({"public", "members", "group:3"})


@dataclass
class Row:
    """One engine at one size; times in milliseconds."""

    engine: str
    size: int
    seconds: float
    megabytes: float
    times: list[float] = field(default_factory=list)
    cpu: float = 0.0
    nothing: int = 0

    def line(self) -> str:
        p50, p95 = statistics.median(self.times), statistics.quantiles(self.times, n=20)[-1]
        return (
            f"| {self.engine} | {self.size:,} | {self.size / self.seconds:,.0f} | {self.megabytes:.0f} | "
            f"{p50:.1f} / {p95:.1f} | {self.cpu:.1f} | {100 * self.nothing / len(self.times):.0f} % |"
        )


def texts(folder: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        found += [(record["title"], record["body"]) for record in records]
    return found


def documents(sources: list[tuple[str, str]], size: int) -> Iterator[SearchDocument]:
    """Each document begins somewhere else in its text and has a title, a number and labels of its own."""
    from search.documents import SearchDocument

    chance = random.Random(size)
    for number in range(size):
        title, body = sources[number % len(sources)]
        start = chance.randrange(max(1, len(body) // 2))
        yield SearchDocument(
            key=f"thing:{number}",
            kind=chance.choice(["note", "unit", "map", "news"]),
            title=f"{title[:120]} ชุดที่ {number}",
            body=body[start : start + 1_800],
            url=f"/{number}/",
            audience=frozenset({chance.choice(["public", "public", "members", "group:3", "group:9"])}),
            facets={
                "grade": (f"p{chance.randint(1, 6)}",),
                "tag": tuple(chance.sample([f"tag{n}" for n in range(60)], 2)),
                "year": (str(chance.randint(2015, 2026)),),
            },
        )


def questions(sources: list[tuple[str, str]]) -> list[str]:
    """Two words that stand side by side in a title."""
    from search.text.analysis import tokens

    chance = random.Random(7)
    asked = []
    while len(asked) < ASKED:
        title = chance.choice(sources)[0]
        words = [token for token in tokens(title) if not token.is_part and len(token.term) > 2]
        if len(words) > 1:
            at = chance.randrange(len(words) - 1)
            asked.append(title[words[at].start : words[at + 1].end])
    return asked


def measure(row: Row, ask: Callable[[str], int], asked: list[str]) -> Row:
    """`ask` answers how many were found. The first questions are not counted."""
    for text in asked[:20]:
        ask(text)
    before = resource.getrusage(resource.RUSAGE_SELF)
    for text in asked:
        begun = time.perf_counter()
        found = ask(text)
        row.times.append((time.perf_counter() - begun) * 1_000)
        row.nothing += not found
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    row.cpu = spent * 1_000 / len(asked)
    print(row.line(), flush=True)
    return row


def of_engine(name: str, backend: SearchBackend, size: int, prepared: Iterable, size_of: Callable[[], float]) -> Row:
    begun = time.perf_counter()
    with backend.rebuilding() as beside:
        beside.add(prepared)
        beside.finish(lambda keys: [])
    return Row(name, size, time.perf_counter() - begun, size_of())


def asking(backend: SearchBackend) -> Callable[[str], int]:
    """The whole of a search but the database: analysis, engine, facets, highlights."""
    from search.asking import ask
    from search.excerpts import shown_hit
    from search.query import SearchQuery

    def answer(text: str) -> int:
        asked = ask(backend, SearchQuery(text, facets=FACETS), AUDIENCE)
        for hit in asked.answer.hits:
            shown_hit(hit, asked.request.terms)
        return asked.answer.total

    return answer


def fts5(folder: Path, size: int, sources: list[tuple[str, str]], asked: list[str]) -> Row:
    """SQLite's full text search as it comes: no facets, no audience, snippets of its own."""
    file = folder / f"fts5-{size}.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        begun = time.perf_counter()
        database.execute("CREATE VIRTUAL TABLE t USING fts5(title, body)")
        rows = ((document.title, document.body) for document in documents(sources, size))
        database.executemany("INSERT INTO t VALUES (?, ?)", rows)
        database.commit()
        row = Row("plain FTS5", size, time.perf_counter() - begun, file.stat().st_size / 1e6)
        query = "SELECT title, snippet(t, 1, '[', ']', '', 30) FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20"

        def answer(text: str) -> int:
            phrase = " ".join(f'"{word}"' for word in text.replace('"', " ").split())
            return len(database.execute(query, [phrase]).fetchall())

        return measure(row, answer, asked)


@contextmanager
def elasticsearch(heap: str) -> Iterator[str]:
    """A server of its own, or an empty address where there is none."""
    from tests.support.elasticsearch import ZIP, open_server

    if not ZIP.is_file():
        print("Elasticsearch is not in the local Maven repository: it is left out.")
        yield ""
        return
    with open_server(heap=heap, java="") as node:
        yield node.url


def run(sizes: list[int], folder: Path, sources: list[tuple[str, str]]) -> tuple[list[Row], list[str]]:
    from search.backends.elasticsearch import ElasticsearchBackend
    from search.backends.embedded import EmbeddedBackend
    from search.prepared import prepare

    asked, rows, remarks = questions(sources), [], []
    with elasticsearch("1g") as url:
        for size in sizes:
            begun = time.perf_counter()
            prepared = [prepare(document) for document in documents(sources, size)]
            seconds = time.perf_counter() - begun
            remarks.append(f"Analysis of {size:,} documents: {seconds:.0f} s in one process ({size / seconds:,.0f}/s).")
            print(remarks[-1], flush=True)
            embedded = EmbeddedBackend(folder / f"embedded-{size}")
            row = of_engine("embedded", embedded, size, prepared, lambda: disk(folder / f"embedded-{size}"))  # noqa: B023
            rows.append(measure(row, asking(embedded), asked))
            if url:
                with override_settings(KM_ELASTICSEARCH_URLS=[url]):
                    cluster = ElasticsearchBackend(f"bench-{size}")
                    row = of_engine("Elasticsearch", cluster, size, prepared, lambda: cluster_size(cluster))  # noqa: B023
                    rows.append(measure(row, asking(cluster), asked))
            del prepared
            rows.append(fts5(folder, size, sources, asked))
    return rows, remarks


def disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def cluster_size(backend: SearchBackend) -> float:
    indexes = backend._indexes
    indexes.client.indices.flush(index=indexes.in_use)
    stats = indexes.client.indices.stats(index=indexes.in_use, metric="store")
    return stats["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6


def write(report: Path, rows: list[Row], remarks: list[str]) -> None:
    """Replace the measured part; what people wrote around it stays."""
    load = os.getloadavg()
    lines = [
        BEGIN,
        f"Measured {time.strftime('%Y-%m-%d')} with `make bench-search`: {ASKED} questions of two words, one client, "
        f"four facets and 20 highlighted hits, {os.cpu_count()} cores, Python {platform.python_version()}; load "
        f"average at the end {load[0]:.1f} (1 min) and {load[2]:.1f} (15 min). CPU is that of the asking process. "
        "The rate is that of the engine, for documents already analysed (FTS5: for plain text).",
        "",
        "| engine | documents | indexed a second | MB | p50 / p95 ms | CPU ms | found nothing |",
        "|---|---|---|---|---|---|---|",
        *(row.line() for row in rows),
        "",
        *remarks,
        END,
    ]
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    report.write_text(before + "\n".join(lines) + rest.partition(END)[2], encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    folder = Path(os.environ.get("KM_THAI_TEXT") or ROOT.parent / "shared" / "thai_text")
    if not folder.is_dir():
        print(f"There is no Thai text in {folder}; KM_THAI_TEXT names another folder. Nothing was measured.")
        return 0
    django.setup()
    from search.naming import keep_names

    # The names of filters, without a database behind them.
    keep_names(district.vocabulary())
    with tempfile.TemporaryDirectory(prefix="km-bench-search-") as name:
        rows, remarks = run(options.sizes, Path(name), texts(folder))
    write(options.report, rows, remarks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
