"""How needs are weighed and ranked inside one group. Plain functions without a database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.core.pdca import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class RankedNeed:
    rank: int
    is_tied: bool
    need: str
    theme: str
    frequency: int
    intensity: int
    score: int


def rank_needs(needs: Iterable[tuple[str, str, int, int]]) -> list[RankedNeed]:
    """
    Needs, given as (theme, need, frequency, intensity), from the heaviest to the lightest.

    Equal scores share a rank and the next rank is left out (1, 2, 2, 4); among equals the order given is kept.
    """
    weighed = sorted(
        ((theme, need, frequency, intensity, frequency * intensity) for theme, need, frequency, intensity in needs),
        key=lambda row: -row[4],
    )
    scores = [row[4] for row in weighed]
    shared = Counter(scores)
    return [
        RankedNeed(scores.index(score) + 1, shared[score] > 1, need, theme, frequency, intensity, score)
        for theme, need, frequency, intensity, score in weighed
    ]


def stage_of(settled: Sequence[bool], check_count: int) -> Stage:
    """
    The PDCA stage of a group's resolutions, from which of them are settled and how often they were checked.

    Nothing counts as acted upon before somebody has checked it.
    """
    if not settled:
        return Stage.PLAN
    if not check_count:
        return Stage.DO
    return Stage.ACT if all(settled) else Stage.CHECK
