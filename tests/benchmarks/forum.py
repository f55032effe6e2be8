"""
`make bench-forum`: what the forums cost with a thousand posts and with a million, written to docs/benchmarks.md.

Each size gets a fresh database with the forum of `seed_forum`, on SQLite and, where its programs are installed, on a
PostgreSQL of its own. Pages are asked through Django's test client under the production settings, without the page
cache: all of the site but the HTTP server. CPU is that of the asking process; the server of PostgreSQL shows in the
time that passes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.postgresql import open_postgresql
from tests.benchmarks.report import replace_between

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- forum: begin -->", "<!-- forum: end -->"
SMALL, LARGE = 1_000, 1_000_000
POSTS_A_TOPIC = 20
ALLOWED = 1.5


@dataclass(frozen=True)
class Result:
    """One scene on one database at one size; milliseconds."""

    database: str
    scene: str
    posts: int
    cpu: float
    wall: float


def run(database: str, url: str, posts: int, rounds: int) -> Iterator[Result]:
    """Make the forum in a process of its own and measure it there: settings are read once a process."""
    with tempfile.TemporaryDirectory(prefix="km-bench-forum-") as folder:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "KM_DATA_DIR": folder,
            "KM_DATABASE_URL": url,
            "KM_PAGE_CACHE": "off",
            # Nothing is sent meanwhile: what is measured is what a person waits for.
            "KM_BACKGROUND": "worker",
            "KM_ALLOWED_HOSTS": "testserver",
        }

        def manage(*words: str) -> None:
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)

        manage("migrate", "-v", "0")
        manage("createcachetable")
        manage("collectstatic", "--noinput", "-v", "0")
        manage("load_demo", "--frame-only", "-v", "0")
        begun = time.monotonic()
        manage("seed_forum", "--topics", str(posts // POSTS_A_TOPIC), "--posts", str(posts), "-v", "0")
        print(f"{database}, {posts:,} posts: seeded in {time.monotonic() - begun:.0f} s", flush=True)
        script = f"from tests.benchmarks.forum_scenes import measure_all; measure_all({rounds})"
        manage("shell", "-v", "0", "-c", script)
        for name, values in json.loads((Path(folder) / "forum.json").read_text()).items():
            print(f"  {name:36} {values['cpu']:8.2f} ms CPU {values['wall']:8.2f} ms", flush=True)
            yield Result(database, name, posts, values["cpu"], values["wall"])


def table(results: list[Result]) -> list[str]:
    """A line for each database and scene: both sizes side by side."""
    found = {(result.database, result.scene, result.posts): result for result in results}
    lines = []
    for database, scene in dict.fromkeys((result.database, result.scene) for result in results):
        small, large = found.get((database, scene, SMALL)), found.get((database, scene, LARGE))
        if small is None or large is None:
            continue
        ratio = large.wall / small.wall
        verdict = "met" if ratio <= ALLOWED else "**missed**"
        lines.append(
            f"| {database} | {scene} | {small.cpu:.1f} / {small.wall:.1f} | {large.cpu:.1f} / {large.wall:.1f} | "
            f"{large.cpu / small.cpu:.2f} | {ratio:.2f}, {verdict} |"
        )
    return lines


def write(report: Path, results: list[Result], rounds: int) -> None:
    """Replace the measured part; what people wrote around it stays."""
    load = os.getloadavg()
    lines = [
        BEGIN,
        f"Measured {time.strftime('%Y-%m-%d')} with `make bench-forum`: {SMALL:,} posts in {SMALL // POSTS_A_TOPIC} "
        f"topics beside {LARGE:,} in {LARGE // POSTS_A_TOPIC:,}, {rounds} rounds, medians, one client, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}; load "
        f"average at the end {load[0]:.1f} (1 min), {load[2]:.1f} "
        f"(15 min). The target is {ALLOWED} times the time that passes with {SMALL:,} posts.",
        "",
        "| database | scene | CPU / time, ms, 1,000 posts | CPU / time, ms, 1,000,000 posts | CPU ratio | time ratio |",
        "|---|---|---|---|---|---|",
        *table(results),
        END,
    ]
    replace_between(report, BEGIN, END, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    results: list[Result] = []
    if options.only != "postgresql":
        for posts in (SMALL, LARGE):
            results += run("SQLite", "", posts, options.rounds)
    if options.only != "sqlite":
        with open_postgresql() as server:
            if server is None:
                print("PostgreSQL is not installed (Debian: postgresql); it is left out.")
            else:
                for posts in (SMALL, LARGE):
                    results += run("PostgreSQL", server.new_database(), posts, options.rounds)
    write(options.report, results, options.rounds)


if __name__ == "__main__":
    main()
