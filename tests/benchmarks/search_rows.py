"""One line of the table of `make bench-search`, how it is measured, and where it is written."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.report import replace_between

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN, END = "<!-- search: begin -->", "<!-- search: end -->"


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
            f"{p50:.1f} / {p95:.1f} | {self.cpu:.1f} | {100 * self.nothing / len(self.times):.0f} % | "
            f"{len(self.times)} |"
        )


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


def cpu_of_all() -> float:
    """CPU seconds of this process and of those it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def resident() -> float:
    """Megabytes of this process that are its own, mapped files left out."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1_000


def disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def write(report: Path, rows: list[Row], remarks: list[str], asked: int) -> None:
    """Replace the measured part; what people wrote around it stays."""
    load = os.getloadavg()
    lines = [
        BEGIN,
        f"Measured {time.strftime('%Y-%m-%d')} with `make bench-search`: {asked} questions of two words, one client, "
        f"four facets and 20 highlighted hits, {os.cpu_count()} cores, Python {platform.python_version()}; load "
        f"average at the end {load[0]:.1f} (1 min) and {load[2]:.1f} (15 min). CPU is that of the asking process. "
        "FTS5 and stock Wagtail give no facets, Wagtail no highlights either, and stops being asked after 90 s. "
        "The rate is that of the engine, for documents already analysed (FTS5: for plain text).",
        "",
        "| engine | documents | indexed a second | MB | p50 / p95 ms | CPU ms | found nothing | asked |",
        "|---|---|---|---|---|---|---|---|",
        *(row.line() for row in rows),
        "",
        *remarks,
        END,
    ]
    replace_between(report, BEGIN, END, lines)
