"""
`make bench-search`: what search costs, written to docs/benchmarks.md between markers of its own.

Real Thai text (the folder that KM_THAI_TEXT names, ../shared/thai_text otherwise), repeated with variation, in indexes
of several sizes. Each engine indexes the prepared documents and is asked the same questions with facets and highlights;
plain FTS5 (the whole text, cut by SQLite's own tokenizer) and Wagtail's own search stand beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django
from django.test import override_settings

from tests.benchmarks.search_rows import Row, cpu_of_all, disk, measure, write
from tests.search.evaluation import district

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.backends.base import SearchBackend
    from search.documents import SearchDocument

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000)
ENGINES = ("elasticsearch", "fts5", "wagtail")
ASKED = 200
FACETS = ("kind", "grade", "tag", "year")
AUDIENCE = frozenset({"public", "members", "group:3"})


def texts_here() -> list[tuple[str, str]]:
    """The texts to measure with; none where their folder is not."""
    return texts(Path(os.environ.get("KM_THAI_TEXT") or ROOT.parent / "shared" / "thai_text"))


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


def stock_wagtail(size: int, asked: list[str]) -> Row | None:
    """Wagtail's own search on SQLite: no facets, no highlights, no audience but what is live."""
    command = [sys.executable, "-m", "tests.benchmarks.stock_wagtail", str(size)]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(asked), capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"Stock Wagtail could not be measured: {done.stderr[-2_000:]}", flush=True)
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    row = Row("stock Wagtail (SQLite)", size, told["seconds"], told["megabytes"], told["times"])
    row.cpu, row.nothing = told["cpu"] / len(row.times), told["nothing"]
    print(row.line(), flush=True)
    return row


@contextmanager
def elasticsearch(heap: str) -> Iterator[str]:
    """A server of its own, or an empty address where there is none."""
    from tests.support.elasticsearch import ZIP, open_server

    if not heap:
        yield ""
        return
    if not ZIP.is_file():
        print("Elasticsearch is not in the local Maven repository: it is left out.")
        yield ""
        return
    with open_server(heap=heap, java="") as node:
        yield node.url


def run(
    sizes: list[int], engines: list[str], folder: Path, sources: list[tuple[str, str]]
) -> tuple[list[Row], list[str]]:
    from search.backends.elasticsearch import ElasticsearchBackend
    from search.backends.embedded import EmbeddedBackend
    from search.preparing import preparing

    asked, rows, remarks = questions(sources), [], []
    with elasticsearch("1g" if "elasticsearch" in engines else "") as url:
        for size in sizes:
            with preparing(os.cpu_count() or 1) as prepare_many:
                begun, before = time.perf_counter(), cpu_of_all()
                prepared = prepare_many(documents(sources, size))
            spent = cpu_of_all() - before
            embedded = EmbeddedBackend(folder / f"embedded-{size}")
            row = of_engine("embedded", embedded, size, prepared, lambda: disk(folder / f"embedded-{size}"))  # noqa: B023
            remarks.append(
                f"Rebuild of {size:,} documents on {os.cpu_count()} cores, without reading the database: analysis "
                f"{time.perf_counter() - begun - row.seconds:.0f} s ({spent * 1_000 / size:.1f} ms CPU a document), "
                f"embedded engine {row.seconds:.0f} s, together {time.perf_counter() - begun:.0f} s."
            )
            print(remarks[-1], flush=True)
            rows.append(measure(row, asking(embedded), asked))
            remarks.append(memory_of_worker(folder / f"embedded-{size}", size, asked))
            print(remarks[-1], flush=True)
            if url:
                with override_settings(KM_ELASTICSEARCH_URLS=[url]):
                    cluster = ElasticsearchBackend(f"bench-{size}")
                    row = of_engine("Elasticsearch", cluster, size, prepared, lambda: cluster_size(cluster))  # noqa: B023
                    rows.append(measure(row, asking(cluster), asked))
            del prepared
            if "fts5" in engines:
                rows.append(fts5(folder, size, sources, asked))
            if "wagtail" in engines and (row := stock_wagtail(size, asked)):
                rows.append(row)
    return rows, remarks


def memory_of_worker(folder: Path, size: int, asked: list[str]) -> str:
    """What a web worker holds more after these questions than before the first of them."""
    command = [sys.executable, "-m", "tests.benchmarks.search_memory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(asked), capture_output=True, text=True, check=False)
    if done.returncode:
        return f"The memory of a worker with {size:,} documents could not be measured: {done.stderr[-2_000:]}"
    told = json.loads(done.stdout.splitlines()[-1])
    by_words, by_meaning = told["words"] - told["before"], told["meaning"] - told["before"]
    return (
        f"Memory of its own that a web worker takes for searching {size:,} documents: {by_words:.0f} MB by words, "
        f"{by_meaning:.0f} MB by words and meaning (it had {told['before']:.0f} MB before)."
    )


def cluster_size(backend: SearchBackend) -> float:
    indexes = backend._indexes
    indexes.client.indices.flush(index=indexes.in_use)
    stats = indexes.client.indices.stats(index=indexes.in_use, metric="store")
    return stats["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES, help="beside the embedded one")
    options = parser.parse_args()
    sources = texts_here()
    if not sources:
        print("There is no Thai text in ../shared/thai_text; KM_THAI_TEXT names another folder. Nothing was measured.")
        return 0
    django.setup()
    from search.naming import keep_names

    # The names of filters, without a database behind them.
    keep_names(district.vocabulary())
    with tempfile.TemporaryDirectory(prefix="km-bench-search-") as name:
        rows, remarks = run(options.sizes, options.engines, Path(name), sources)
    write(options.report, rows, remarks, ASKED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
