"""
How fast suggestions come at many titles: `python -m tests.benchmarks.suggest [titles]`.

Titles are cut from the Thai text in the folder that KM_THAI_TEXT names, or made of the sample's words; every tenth is
for members only. Asked are the first 1 to 8 letters of random titles, as somebody types them.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

import django

from search.backends.embedded import EmbeddedBackend
from search.documents import SearchDocument
from search.prepared import prepare

ROUNDS = 400


def titles(count: int) -> list[str]:
    folder = Path(os.environ.get("KM_THAI_TEXT") or Path(__file__).resolve().parents[2] / "content/demo/data")
    pieces: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".txt", ".json", ".jsonl"}:
            text = path.read_text(encoding="utf-8", errors="ignore")[:5_000_000]
            pieces += [piece for piece in text.split() if 4 <= len(piece) <= 60 and "ก" <= piece[0] <= "๎"]
    chance = random.Random(7)
    return [" ".join(chance.sample(pieces, 3)) for _ in range(count)]


def main() -> None:
    django.setup()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    named = titles(count)
    with tempfile.TemporaryDirectory() as folder:
        backend = EmbeddedBackend(folder)
        begun = time.perf_counter()
        with backend.rebuilding() as beside:
            beside.add(
                prepare(
                    SearchDocument(
                        key=f"thing:{number}",
                        kind=("note", "news", "unit")[number % 3],
                        title=title,
                        url=f"/{number}/",
                        audience=frozenset({"members" if number % 10 == 0 else "public"}),
                        weight=1.8 if number % 3 == 2 else 1.0,
                    )
                )
                for number, title in enumerate(named)
            )
            beside.finish(lambda keys: [])
        print(f"{count} titles indexed in {time.perf_counter() - begun:.0f} s")
        measure(backend, named)


def measure(backend: EmbeddedBackend, named: list[str]) -> None:
    from search.suggestions import suggested  # Django's apps are loaded by now.

    chance = random.Random(11)
    everything = []
    for length in range(1, 9):
        times = []
        for _ in range(ROUNDS):
            typed = chance.choice(named)[:length]
            begun = time.perf_counter()
            suggested(backend, typed, frozenset({"public"}))
            times.append((time.perf_counter() - begun) * 1000)
        everything += times
        print(f"{length} letters: p50 {statistics.median(times):6.2f} ms  p95 {_p95(times):6.2f} ms")
    print(f"all: p50 {statistics.median(everything):.2f} ms  p95 {_p95(everything):.2f} ms")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
