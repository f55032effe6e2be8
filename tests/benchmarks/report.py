"""The table of `docs/benchmarks.md`, with the budgets of the design beside what was measured."""

from __future__ import annotations

import datetime
import os
import platform
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.load import Sample

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
# Milliseconds of worker CPU for a request: without the page cache, and with it where that applies.
CONTENT_BUDGET, SEARCH_BUDGET, MEMBER_BUDGET, KEPT_BUDGET = 5.0, 6.0, 8.0, 0.35


def budget_of(name: str) -> float | None:
    if name.startswith("bare"):
        return None
    if name.startswith("signed in"):
        return MEMBER_BUDGET
    return SEARCH_BUDGET if name.startswith(("search", "browse")) else CONTENT_BUDGET


def verdict(spent: float, budget: float | None) -> str:
    if budget is None:
        return "-"
    return f"{budget:g}, met" if spent <= budget else f"{budget:g}, **missed**"


def kept_budget_of(name: str) -> float | None:
    return None if name.startswith(("bare", "signed in", "search")) else KEPT_BUDGET


def rows(plain: list[Sample], kept: list[Sample]) -> list[str]:
    lines = []
    for before, after in zip(plain, kept, strict=True):
        kept_budget = kept_budget_of(before.name)
        lines.append(
            f"| {before.name} | {before.status} | {before.bytes_on_wire / 1000:.1f} | {before.cpu_ms:.2f} | "
            f"{verdict(before.cpu_ms, budget_of(before.name))} | {before.p50:.1f} / {before.p95:.1f} | "
            f"{after.cpu_ms:.2f} | {verdict(after.cpu_ms, kept_budget)} | {after.p50:.1f} / {after.p95:.1f} |"
        )
    return lines


def write_report(path: Path, plain: list[Sample], kept: list[Sample], *, pages: int, requests: int) -> None:
    """Replace the measured part of the report; what people wrote around it stays."""
    database = "PostgreSQL" if os.environ.get("KM_BENCH_DATABASE_URL") else "SQLite"
    head = (
        f"Measured {datetime.datetime.now(tz=datetime.UTC).date()} with `make bench`: {pages} live pages, {requests} "
        f"requests for each line, two clients at once, gunicorn with 2 workers, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {database}. CPU is user and system time of the workers, milliseconds for a "
        "request; kB is the gzipped body of the page itself."
    )
    table = [
        BEGIN,
        head,
        "",
        "| page | status | kB | CPU, no cache | budget | p50 / p95 ms | CPU, cache | budget | p50 / p95 ms |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows(plain, kept),
        END,
    ]
    replace_between(path, BEGIN, END, table)


def replace_between(path: Path, begin: str, end: str, lines: list[str]) -> None:
    """Put `lines` in the place of what stands from the mark `begin` to the mark `end`, both among them."""
    text = path.read_text(encoding="utf-8") if path.exists() else f"# Benchmarks\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    path.write_text(before + "\n".join(lines) + rest.partition(end)[2], encoding="utf-8")
