"""
`make bench-pdf`: what a one-page reflection costs on its way to paper, written to docs/benchmarks.md.

Measured in one process, as a worker does it while somebody waits: how much room is left (asked for while one writes),
the picture of the page, the PDF, and booklets of a meeting. No database is asked. A thousand random sheets are tried
and counted beside that.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from pathlib import Path

import django

from tests.benchmarks.report import replace_between

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- pdf: begin -->", "<!-- pdf: end -->"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")
    django.setup()
    from tests.benchmarks.pdf_scenes import rows  # Django's apps are loaded by now.
    from tests.support.random_sheets import report

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--random", type=int, default=1_000, help="so many random sheets are tried and counted")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    measured = rows(options.rounds)
    load = os.getloadavg()
    lines = [
        BEGIN,
        f"Measured {time.strftime('%Y-%m-%d')} with `make bench-pdf`: medians of {options.rounds} rounds in one "
        f"process, {os.cpu_count()} cores, Python {platform.python_version()}; load average at the end {load[0]:.1f} "
        f"(1 min), {load[2]:.1f} (15 min).",
        "",
        "| sheet | type | room left, CPU / time ms | picture, CPU / time ms | PDF, CPU / time ms | PDF kB |",
        "|---|---|---|---|---|---|",
        *measured,
        "",
        *report(options.random),
        END,
    ]
    print("\n".join(lines))
    replace_between(options.report, BEGIN, END, lines)


if __name__ == "__main__":
    main()
