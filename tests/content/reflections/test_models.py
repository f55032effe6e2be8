"""What a sheet must hold, and how a commitment closes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content.reflections.models import Commitment, MeetingPage, ReflectionIndexPage, ReflectionPage
from tests.factories.reflections import ReflectionPageFactory, commitment

CHECK = {"checked_on": dt.date(2026, 6, 4), "check_note": "ติดแล้ว มีคนอ่าน"}


def sheet(**fields: object) -> ReflectionPage:
    """A sheet in memory, complete unless `fields` break it."""
    return ReflectionPage(
        **{
            "title": "กระดาษหน้าเดียว",
            "slug": "op",
            "path": "00010001",
            "depth": 2,
            "dated": dt.date(2026, 5, 8),
            "event": "ประชุมบอร์ด",
            "keywords": ["บูรณาการ", "คน เงิน งาน"],
            "su_points": ["งานวิชาการคืองานหลัก"],
            "li_summary": "เริ่มจากปัญหาผู้เรียน",
            **fields,
        }
    )


def fields_refused(instance: object, *names: str) -> list[str]:
    """Which of the fields `names` (and rules across fields) are refused."""
    excluded = [field.name for field in instance._meta.fields if field.name not in names]
    try:
        instance.clean_fields(exclude=excluded)
        instance.clean()
    except ValidationError as error:
        return list(error.message_dict)
    return []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_one_to_seven_keywords_are_accepted(count: int) -> None:
    assert fields_refused(sheet(keywords=[f"คำ {n}" for n in range(count)]), "keywords") == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 8])
def test_no_keyword_or_more_than_seven_are_refused(count: int) -> None:
    assert fields_refused(sheet(keywords=[f"คำ {n}" for n in range(count)]), "keywords") == ["keywords"]


@pytest.mark.django_db
def test_keyword_as_long_as_a_sentence_is_refused() -> None:
    assert fields_refused(sheet(keywords=["ก" * 61]), "keywords") == ["keywords"]


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "field"), [({"dated": None}, "dated"), ({"su_points": []}, "su_points")])
def test_draft_may_lack_what_a_published_sheet_may_not(fields: dict[str, object], field: str) -> None:
    page = sheet(**fields)

    assert fields_refused(page) == []
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["su_points", "ji_points", "pu_questions"])
def test_one_line_in_any_part_is_enough(part: str) -> None:
    assert list(sheet(**{"su_points": [], part: ["หนึ่งบรรทัด"]}).missing_parts()) == []


@pytest.mark.parametrize("stage", ["P", "D", "C", "A"])
def test_open_commitment_needs_no_check(stage: str) -> None:
    assert fields_refused(commitment(stage=stage), "text", "due_date", "stage") == []


def test_commitment_with_a_check_closes() -> None:
    assert fields_refused(commitment(status="closed", **CHECK)) == []


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"checked_on": None}, "checked_on"), ({"check_note": ""}, "check_note"), ({"check_note": "  "}, "check_note")],
)
def test_commitment_without_a_check_does_not_close(missing: dict[str, object], field: str) -> None:
    assert fields_refused(commitment(status="closed", **{**CHECK, **missing})) == [field]


def test_commitment_without_a_day_is_refused() -> None:
    assert fields_refused(commitment(due_date=None), "due_date") == ["due_date"]


def test_database_too_refuses_to_close_without_a_check(site_tree: object) -> None:
    page = ReflectionPageFactory(commitments=[commitment()])

    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(page=page).update(status="closed")


def test_open_commitments_are_counted(site_tree: object) -> None:
    page = ReflectionPageFactory(commitments=[commitment(), commitment(status="closed", **CHECK)])

    assert page.open_commitment_count == 1


def test_sheet_stands_only_in_its_list() -> None:
    assert ReflectionPage.allowed_parent_page_models() == [ReflectionIndexPage]
    assert ReflectionPage.allowed_subpage_models() == []
    assert set(ReflectionIndexPage.allowed_subpage_models()) == {ReflectionPage, MeetingPage}
