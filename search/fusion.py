"""
One ranking out of two: how well the words fit, and how near the meaning is. Plain numbers, the same for every engine.

Scores of words have no scale of their own and are divided by the best of them. Cosines have one, as what all texts
share was taken out of the vectors: below NEAR_FROM a document is no nearer than chance. (Adding up places instead was
worse than the words alone; dividing by the best cosine gained nothing, and would let a hidden document move others.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Both measured on judged queries; the decision on search by meaning has the figures.
MEANING_WEIGHT = 2.5
NEAR_FROM = 0.1


def fused(by_words: Mapping[str, float], cosines: Mapping[str, float]) -> list[tuple[str, float]]:
    """
    The documents of `by_words` with one score each, best first; equals in the order they came in.

    `by_words` holds what belongs to the answer, with 0 for what only its meaning brought there.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    scored = [
        (key, score / best + MEANING_WEIGHT * max(cosines.get(key, 0.0) - NEAR_FROM, 0.0))
        for key, score in by_words.items()
    ]
    return sorted(scored, key=lambda item: -item[1])
