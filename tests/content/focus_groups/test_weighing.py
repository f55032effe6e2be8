"""Scores, ranks and stages are computed, never typed."""

from __future__ import annotations

import pytest

from content.core.pdca import Stage
from content.focus_groups.permissions import speakers_can_be_told
from content.focus_groups.weighing import rank_needs, stage_of


def test_score_is_frequency_times_intensity() -> None:
    (need,) = rank_needs([("สวัสดิการ", "จ่ายเร็ว", 11, 5)])

    assert need.score == 55


def test_needs_are_ranked_from_the_heaviest_and_ties_share_a_rank() -> None:
    ranked = rank_needs([("ก", "เบา", 2, 1), ("ก", "หนัก", 9, 5), ("ข", "เท่าหนึ่ง", 8, 4), ("ค", "เท่าสอง", 4, 8)])

    assert [(need.need, need.rank, need.is_tied) for need in ranked] == [
        ("หนัก", 1, False),
        ("เท่าหนึ่ง", 2, True),
        ("เท่าสอง", 2, True),
        ("เบา", 4, False),
    ]


def test_nothing_raised_is_ranked_as_nothing() -> None:
    assert rank_needs([]) == []


@pytest.mark.parametrize(
    ("settled", "checks", "stage"),
    [
        ([], 0, Stage.PLAN),
        ([], 2, Stage.PLAN),
        ([False, True], 0, Stage.DO),
        ([True, True], 0, Stage.DO),
        ([False, True], 1, Stage.CHECK),
        ([True, True], 1, Stage.ACT),
    ],
)
def test_stage_needs_checks_to_move_on(settled: list[bool], checks: int, stage: Stage) -> None:
    assert stage_of(settled, checks) == stage


@pytest.mark.parametrize(
    ("counts", "can_be_told"),
    [([6], False), ([5], True), ([3, 2], True), ([6, 2, 2], False), ([6, 2, 1], True), ([1] * 8, True), ([], True)],
)
def test_speaker_can_be_told_in_a_small_group_or_a_role_of_one(counts: list[int], *, can_be_told: bool) -> None:
    assert speakers_can_be_told(counts) is can_be_told
