"""
`make bench-suggest`: how fast suggestions come at many titles, written to docs/benchmarks.md between its own markers.

Titles are cut from real Thai text (as `make bench-search` finds it), or made of the sample's words; every tenth is for
members only. Asked are the first 1 to 12 letters of random titles, as somebody types them. What is measured is the
whole of a suggestion but the web server: the engine, the tags, and a look at who may see what was found, which is
answered from memory here and costs one query for each kind of thing on a site.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django

from search.backends.embedded import EmbeddedBackend
from search.documents import SearchDocument
from search.prepared import prepare
from tests.benchmarks.report import replace_between
from tests.benchmarks.search import texts_here

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- suggest: begin -->", "<!-- suggest: end -->"
ROUNDS = 200
LETTERS = range(1, 13)
# Milliseconds, by the design.
WANTED = 30.0


@dataclass
class Row:
    """What was typed so far, and what each suggestion for it took, in milliseconds."""

    letters: int
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    offered: list[int] = field(default_factory=list)

    def line(self) -> str:
        verdict = "met" if p95(self.cpu) <= WANTED else "**missed**"
        return (
            f"| {self.letters} | {statistics.mean(self.offered):.1f} | {statistics.median(self.times):.2f} / "
            f"{p95(self.times):.2f} | {statistics.median(self.cpu):.2f} / {p95(self.cpu):.2f} | {verdict} |"
        )


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def titles(count: int) -> list[str]:
    pieces: list[str] = []
    for text in words_of_sources():
        pieces += [piece for piece in text.split() if 4 <= len(piece) <= 60 and "ก" <= piece[0] <= "๎"]
    chance = random.Random(7)
    return [" ".join(chance.sample(pieces, 2)) for _ in range(count)]


def words_of_sources() -> list[str]:
    sources = texts_here()
    if sources:
        return [f"{title} {body[:5_000]}" for title, body in sources]
    data = ROOT / "content" / "demo" / "data"
    return [path.read_text(encoding="utf-8") for path in sorted(data.glob("*.json"))]


def documents(named: list[str]) -> Iterator[SearchDocument]:
    for number, title in enumerate(named):
        yield SearchDocument(
            key=f"thing:{number}",
            kind=("note", "news", "unit")[number % 3],
            title=title,
            url=f"/{number}/",
            audience=frozenset({"members" if number % 10 == 0 else "public"}),
            facets={"tag": (f"{title.split()[0][:12]} {number % 60}",)},
            weight=1.8 if number % 3 == 2 else 1.0,
        )


def measure(backend: EmbeddedBackend, named: list[str]) -> list[Row]:
    from search.suggestions import suggestions  # Django's apps are loaded by now.

    chance = random.Random(11)
    audience = frozenset({"public"})
    rows = []
    for letters in LETTERS:
        row = Row(letters)
        for number in range(ROUNDS + 5):
            typed = chance.choice(named)[:letters]
            begun, spent = time.perf_counter(), time.process_time()
            found = suggestions(backend, typed, audience)
            # The first of each length bring pages of the index into memory.
            if number >= 5:
                row.times.append((time.perf_counter() - begun) * 1_000)
                row.cpu.append((time.process_time() - spent) * 1_000)
                row.offered.append(len(found))
        rows.append(row)
        print(row.line(), flush=True)
    return rows


def write(report: Path, rows: list[Row], count: int) -> None:
    """Replace the measured part; what people wrote around it stays."""
    load = os.getloadavg()
    lines = [
        BEGIN,
        f"Measured {time.strftime('%Y-%m-%d')} with `make bench-suggest`: {count:,} titles, the embedded engine, "
        f"{ROUNDS} beginnings of each length, one client, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"load average at the end {load[0]:.1f} (1 min) and {load[2]:.1f} (15 min). CPU is that of the process.",
        "",
        f"| letters typed | offered | time p50 / p95 ms | CPU p50 / p95 ms | p95 of CPU at most {WANTED:g} ms |",
        "|---|---|---|---|---|",
        *(row.line() for row in rows),
        END,
    ]
    replace_between(report, BEGIN, END, lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=100_000)
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    django.setup()
    from tests.support.search import ThingSource

    named = titles(options.titles)
    with tempfile.TemporaryDirectory(prefix="km-bench-suggest-") as folder, ThingSource() as things:
        things.add(*documents(named))
        backend = EmbeddedBackend(folder)
        begun = time.perf_counter()
        with backend.rebuilding() as beside:
            beside.add(prepare(document) for document in things.things.values())
            beside.finish(lambda keys: [])
        print(f"{options.titles} titles indexed in {time.perf_counter() - begun:.0f} s", flush=True)
        rows = measure(backend, named)
    write(options.report, rows, options.titles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
