"""
Prints how well search ranks: `python -m tests.search.evaluation [--misses]`.

Always our own queries over the sample district; also those in the folder that KM_SEARCH_EVAL_DIR names.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.test")

from search.asking import ask
from search.backends.embedded import EmbeddedBackend
from search.query import SearchQuery
from tests.search.evaluation import district
from tests.search.evaluation.judged import AUDIENCE, Score, evaluate, read_folder


def report(name: str, documents: list, queries: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        backend = EmbeddedBackend(folder)
        scores = evaluate(backend, documents, queries)
        print(f"{name}: {len(documents)} documents, {len(queries)} queries")
        for kind, score in scores.items():
            print(f"  {kind:20} {len(score.ndcg):4}  {score}")
        if "--misses" in sys.argv:
            for judged in queries:
                single = Score()
                answer = ask(backend, SearchQuery(judged.text), AUDIENCE).answer
                single.add(judged, [hit.key for hit in answer.hits])
                if single.mean_ndcg < 0.6:
                    print(f"  {single.mean_ndcg:.2f}  {judged.text}  {[hit.key for hit in answer.hits[:5]]}")


def main() -> None:
    report("sample district", district.documents(), district.queries())
    folder = os.environ.get("KM_SEARCH_EVAL_DIR")
    if folder:
        report(folder, *read_folder(Path(folder)))
    else:
        print("KM_SEARCH_EVAL_DIR names no folder of judged queries: only our own were asked.")


if __name__ == "__main__":
    main()
