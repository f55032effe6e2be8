"""What a Focus Group report must hold together, and what it computes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from content.core.pdca import Stage
from content.focus_groups.models import FocusGroupIndexPage, FocusGroupPage, Resolution
from tests.factories.focus_groups import FocusGroupPageFactory, follow_up, group_of, resolution, theme

Status = Resolution.Status


def report(**fields: object) -> FocusGroupPage:
    """A report in memory, complete unless `fields` break it."""
    return FocusGroupPage(
        **{
            "title": "ผล Focus Group",
            "slug": "fg",
            "path": "00010001",
            "depth": 2,
            "stakeholder_group": "teachers",
            "dated": dt.date(2026, 5, 26),
            "participants": group_of(ครู=8),
            "themes": [theme("สวัสดิการ", ("จ่ายเร็ว", 8, 5))],
            **fields,
        }
    )


def errors_of(page: FocusGroupPage) -> dict[str, list[str]]:
    try:
        page.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.django_db
def test_complete_report_is_accepted() -> None:
    assert errors_of(report()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"start_time": dt.time(11), "end_time": dt.time(9)}, "end_time"),
        ({"start_time": dt.time(9), "end_time": dt.time(9)}, "end_time"),
        ({"themes": [theme("ก", ("เกินกลุ่ม", 9, 5))]}, "themes"),
        ({"themes": [theme("ก", ("ไม่มีใครพูด", 0, 5))]}, "themes"),
        ({"themes": [theme("ก", ("แรงเกิน", 5, 6))]}, "themes"),
        ({"themes": [theme("ก", ("ไม่แรงเลย", 5, 0))]}, "themes"),
    ],
)
def test_contradiction_is_refused_at_its_field(fields: dict[str, object], field: str) -> None:
    assert list(errors_of(report(**fields))) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"), [({"dated": None}, "dated"), ({"participants": [], "themes": []}, "participants")]
)
def test_draft_may_lack_what_a_published_report_may_not(fields: dict[str, object], field: str) -> None:
    page = report(**fields)

    assert errors_of(page) == {}
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
def test_message_names_the_need_and_both_numbers() -> None:
    (message,) = errors_of(report(themes=[theme("ก", ("ห้องประชุม", 12, 5))]))["themes"]

    assert all(part in message for part in ("ห้องประชุม", "12", "8"))


def test_frequency_of_the_whole_group_is_accepted(site_tree: object) -> None:
    page = FocusGroupPageFactory(participants=group_of(ครู=8), themes=[theme("ก", ("จ่ายเร็ว", 8, 5))])

    assert page.participant_count == 8
    assert page.ranked_needs[0].score == 40


def test_resolutions_are_numbered_in_their_order(site_tree: object) -> None:
    page = FocusGroupPageFactory(
        resolutions=[resolution("สอง", sort_order=2), resolution("หนึ่ง", sort_order=1), resolution("สาม", sort_order=3)]
    )

    rows = Resolution.objects.filter(page=page).order_by("number")

    assert [(row.number, row.text) for row in rows] == [(1, "หนึ่ง"), (2, "สอง"), (3, "สาม")]


def test_resolutions_outlive_the_work_group_that_owned_them(site_tree: object) -> None:
    page = FocusGroupPageFactory(resolutions=[resolution()])
    page.resolutions.get().owner_group.delete()

    assert Resolution.objects.get(page=page).owner_group is None


def test_group_with_everything_done_and_checked_has_acted(site_tree: object) -> None:
    page = FocusGroupPageFactory(resolutions=[resolution(status=Status.DONE)], follow_ups=[follow_up()])

    assert page.pdca_stage == Stage.ACT


def test_group_with_everything_done_but_nothing_checked_is_still_doing(site_tree: object) -> None:
    page = FocusGroupPageFactory(resolutions=[resolution(status=Status.DONE)])

    assert page.pdca_stage == Stage.DO


def test_report_stands_only_in_its_list() -> None:
    assert FocusGroupPage.allowed_parent_page_models() == [FocusGroupIndexPage]
    assert FocusGroupPage.allowed_subpage_models() == []
    assert FocusGroupIndexPage.allowed_subpage_models() == [FocusGroupPage]
