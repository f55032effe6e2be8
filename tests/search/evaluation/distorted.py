"""How much is still found when a query is typed badly."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.asking import ask
from search.query import SearchQuery
from search.text.analysis import tokens
from tests.search.evaluation.distortions import DISTORTIONS
from tests.search.evaluation.judged import AUDIENCE, Judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.backends.base import SearchBackend
    from search.documents import SearchDocument

DEPTH = 10
LEAST_LETTERS, MOST_LETTERS, MOST_PHRASES = 8, 40, 3


@dataclass(frozen=True, slots=True)
class Distorted:
    """
    Recall@10 of all queries after one distortion; how many it changed (a query without digits keeps them), and of these
    alone the recall before and after.
    """

    recall: float
    changed: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Recalls:
    """Recall@10 of the clean queries and of each distortion, and how many queries there were."""

    clean: float
    distorted: dict[str, Distorted]
    count: int

    def lines(self) -> list[str]:
        rows = [
            f"| {name.replace('_', ' ')} | {one.recall:.3f} | {one.changed} | {one.before:.3f} | {one.after:.3f} |"
            for name, one in self.distorted.items()
        ]
        return [
            "| distortion | recall@10 | queries it changed | of these, before | after |",
            "|---|---|---|---|---|",
            f"| none | {self.clean:.3f} | | | |",
            *rows,
            "",
        ]


def titles(documents: Iterable[SearchDocument], count: int) -> list[Judged]:
    """
    So many queries for one document each: the beginnings of titles, and where there are too few, the ends of titles
    that are longer than that.
    """
    pool = sorted(documents, key=lambda document: document.key)
    random.Random("titles").shuffle(pool)
    found: dict[str, Judged] = {}
    for part in (_beginning, _end):
        for document in pool:
            text = part(document.title)
            if len(text) >= LEAST_LETTERS and len(found) < count:
                found.setdefault(text, Judged(text, "title", {document.key: 3}))
    return list(found.values())


def _beginning(title: str) -> str:
    return " ".join(title.split(" ")[:MOST_PHRASES])[:MOST_LETTERS]


def _end(title: str) -> str:
    """The last words of a title, whole ones, that its beginning does not hold; none of a short title."""
    words = [token for token in tokens(title) if not token.is_part]
    start = next((word.start for word in words if word.start >= max(len(_beginning(title)) // 2, LEAST_LETTERS)), None)
    return "" if start is None else title[start:].strip()[:MOST_LETTERS]


def distorted_recalls(
    backend: SearchBackend, documents: Iterable[SearchDocument], queries: list[Judged], count: int
) -> Recalls:
    """The recalls of at least `count` queries: the judged ones, filled up with parts of titles."""
    asked = [*queries, *titles(documents, max(count - len(queries), 0))]
    clean = _recalls(backend, asked, lambda text: text)
    return Recalls(
        _mean(clean),
        {distort.__name__: _compared(asked, clean, backend, distort) for distort in DISTORTIONS},
        len(asked),
    )


def _compared(
    asked: list[Judged], clean: list[float], backend: SearchBackend, distort: Callable[[str], str]
) -> Distorted:
    recalls = _recalls(backend, asked, distort)
    changed = [place for place, judged in enumerate(asked) if distort(judged.text) != judged.text]
    return Distorted(
        _mean(recalls),
        len(changed),
        _mean([clean[place] for place in changed]),
        _mean([recalls[place] for place in changed]),
    )


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0


def _recalls(backend: SearchBackend, queries: list[Judged], distort: Callable[[str], str]) -> list[float]:
    """Of each query, the share of what is wanted that is among the first."""
    shares = []
    for judged in queries:
        asked = ask(backend, SearchQuery(distort(judged.text), page_size=DEPTH), AUDIENCE)
        shown = [hit.key for hit in (*asked.answer.hits, *asked.near)][:DEPTH]
        wanted = {key for key, grade in judged.grades.items() if grade}
        shares.append(len(wanted.intersection(shown)) / min(len(wanted), DEPTH))
    return shares
