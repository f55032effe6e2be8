"""How much is still found when a query is typed badly."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.asking import ask
from search.query import SearchQuery
from tests.search.evaluation.distortions import DISTORTIONS
from tests.search.evaluation.judged import AUDIENCE, Judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.backends.base import SearchBackend
    from search.documents import SearchDocument

DEPTH = 10
LEAST_LETTERS, MOST_LETTERS, MOST_PHRASES = 8, 40, 3


@dataclass(frozen=True, slots=True)
class Recalls:
    """Recall@10 of the clean queries and of each distortion, and how many queries there were."""

    clean: float
    distorted: dict[str, float]
    count: int

    def lines(self) -> list[str]:
        rows = [f"| {name.replace('_', ' ')} | {share:.3f} |" for name, share in self.distorted.items()]
        return ["| distortion | recall@10 |", "|---|---|", f"| none | {self.clean:.3f} |", *rows, ""]


def titles(documents: Iterable[SearchDocument], count: int) -> list[Judged]:
    """The beginnings of so many titles as queries, each for its document."""
    pool = sorted(documents, key=lambda document: document.key)
    random.Random("titles").shuffle(pool)
    found = []
    for document in pool:
        beginning = " ".join(document.title.split(" ")[:MOST_PHRASES])[:MOST_LETTERS]
        if len(beginning) >= LEAST_LETTERS and len(found) < count:
            found.append(Judged(beginning, "title", {document.key: 3}))
    return found


def distorted_recalls(
    backend: SearchBackend, documents: Iterable[SearchDocument], queries: list[Judged], count: int = 100
) -> Recalls:
    """The recalls of at least `count` queries: the judged ones, filled up with beginnings of titles."""
    asked = [*queries, *titles(documents, max(count - len(queries), 0))]
    return Recalls(
        _recall(backend, asked, lambda text: text),
        {distort.__name__: _recall(backend, asked, distort) for distort in DISTORTIONS},
        len(asked),
    )


def _recall(backend: SearchBackend, queries: list[Judged], distort: Callable[[str], str]) -> float:
    shares = []
    for judged in queries:
        asked = ask(backend, SearchQuery(distort(judged.text), page_size=DEPTH), AUDIENCE)
        shown = [hit.key for hit in (*asked.answer.hits, *asked.near)][:DEPTH]
        wanted = {key for key, grade in judged.grades.items() if grade}
        shares.append(len(wanted.intersection(shown)) / min(len(wanted), DEPTH))
    return sum(shares) / len(shares)
