"""Judged queries: what was asked, and how well each document answers it (3 what is wanted, 2 useful, 1 touches it)."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.asking import ask
from search.documents import SearchDocument
from search.prepared import prepare
from search.query import SearchQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from search.backends.base import SearchBackend

AUDIENCE = frozenset({"public"})
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, its class, and the grades of the documents that answer it."""

    text: str
    kind: str
    grades: Mapping[str, int]


@dataclass(slots=True)
class Score:
    """Means over a set of queries."""

    ndcg: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    reciprocal: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)

    def add(self, judged: Judged, ranked: list[str]) -> None:
        gains = [judged.grades.get(key, 0) for key in ranked]
        best = _dcg(sorted(judged.grades.values(), reverse=True)[:10])
        wanted = {key for key, grade in judged.grades.items() if grade}
        threshold = 2 if any(grade >= 2 for grade in judged.grades.values()) else 1
        first = next((place for place, gain in enumerate(gains, 1) if gain >= threshold), 0)
        self.ndcg.append(_dcg(gains[:10]) / best if best else 0.0)
        self.recall.append(len(wanted & set(ranked[:DEPTH])) / min(len(wanted), DEPTH) if wanted else 0.0)
        self.reciprocal.append(1 / first if first else 0.0)
        self.empty.append(0.0 if ranked else 1.0)

    def __str__(self) -> str:
        means = [sum(values) / len(values) for values in (self.ndcg, self.recall, self.reciprocal, self.empty)]
        return "nDCG@10 {:.3f}  recall@20 {:.3f}  MRR {:.3f}  no result {:.3f}".format(*means)

    @property
    def mean_ndcg(self) -> float:
        return sum(self.ndcg) / len(self.ndcg)


def evaluate(
    backend: SearchBackend, documents: Iterable[SearchDocument], queries: Iterable[Judged]
) -> dict[str, Score]:
    """Fill the backend and ask it; the score of each class of queries, and of all under the name "all"."""
    with backend.rebuilding() as beside:
        beside.add(prepare(document) for document in documents)
        beside.finish(lambda keys: [])
    scores: dict[str, Score] = defaultdict(Score)
    for judged in queries:
        ranked = ranking(backend, judged.text)
        for name in ("all", judged.kind):
            scores[name].add(judged, ranked)
    return dict(scores)


def ranking(backend: SearchBackend, text: str) -> list[str]:
    """The keys of the hits in the order in which a visitor sees them, near ones last."""
    asked = ask(backend, SearchQuery(text, page_size=DEPTH), AUDIENCE)
    return [hit.key for hit in (*asked.answer.hits, *asked.near)]


def read_folder(folder: Path) -> tuple[list[SearchDocument], list[Judged]]:
    """A folder with docs.jsonl, queries.jsonl and qrels.tsv."""
    documents = [
        SearchDocument(
            key=row["id"], kind="note", title=row["title"], body=row["body"], url=f"/{row['id']}/", audience=AUDIENCE
        )
        for row in _rows(folder / "docs.jsonl")
    ]
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip():
            query, key, grade = line.split("\t")[:3]
            grades[query][key] = int(grade)
    queries = [Judged(row["query"], row["class"], grades[row["qid"]]) for row in _rows(folder / "queries.jsonl")]
    return documents, queries


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _dcg(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
