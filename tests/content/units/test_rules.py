from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from content.units.models import LearningUnitIndexPage, LearningUnitPage, UnitIndicator
from tests.factories.taxonomy import CurriculumVersionFactory, GradeFactory, IndicatorFactory
from tests.factories.units import LearningUnitPageFactory, activity, criterion, hours_of

pytestmark = pytest.mark.usefixtures("site_tree")


def refused(field: str, **fields: object) -> str:
    with pytest.raises(ValidationError) as error:
        LearningUnitPageFactory(**fields)
    return " ".join(error.value.message_dict[field])


def links(*codes: str, version: object = None) -> list[UnitIndicator]:
    extra = {"curriculum_version": version} if version else {}
    return [UnitIndicator(indicator=IndicatorFactory(code=code, **extra)) for code in codes]


def test_unit_stands_only_in_the_list_of_units() -> None:
    assert LearningUnitPage.allowed_parent_page_models() == [LearningUnitIndexPage]
    assert LearningUnitPage.allowed_subpage_models() == []


def test_unit_whose_numbers_agree_is_published() -> None:
    assert LearningUnitPageFactory().live


def test_hours_by_area_must_add_up_and_the_message_names_the_numbers() -> None:
    message = refused("hours", area_hours=hours_of(ว=3, ท=1))

    assert "4" in message
    assert "ว 3 + ท 1" in message
    assert "5" in message


def test_area_may_not_stand_twice() -> None:
    assert refused("hours", area_hours=[*hours_of(ว=3), *hours_of(ว=2)])


def test_hours_of_activities_must_add_up() -> None:
    assert "2 + 2" in refused("activities", activities=[activity("ก", 2), activity("ข", 2)])


def test_weights_of_the_rubric_must_add_up_to_100() -> None:
    assert "90" in refused("rubric", rubric=[criterion("ก", 50), criterion("ข", 40)])


def test_unit_needs_a_grade() -> None:
    assert refused("grades", grades=[])


def test_indicator_of_another_grade_is_refused_and_named() -> None:
    assert "ว 1.1 ป.4/1" in refused("indicator_codes", unit_indicators=links("ว 1.1 ป.4/1"))


def test_indicator_of_one_of_several_grades_is_accepted() -> None:
    grades = [GradeFactory(code="ป.4"), GradeFactory(code="ป.5")]

    assert LearningUnitPageFactory(grades=grades, unit_indicators=links("ว 1.1 ป.4/1", "ว 1.1 ป.5/2")).live


def test_indicator_of_another_version_is_refused() -> None:
    other = CurriculumVersionFactory(code="2551-original")

    assert "2551-original" in refused("indicator_codes", unit_indicators=links("ว 1.1 ป.5/2", version=other))


def test_indicator_may_not_stand_twice() -> None:
    assert refused("indicator_codes", unit_indicators=links("ว 1.1 ป.5/2", "ว 1.1 ป.5/2"))


def test_unit_without_hours_by_area_activities_and_rubric_is_not_contradictory() -> None:
    assert LearningUnitPageFactory(area_hours=[], activities=[], rubric=[], unit_indicators=[]).live


def test_draft_may_contradict_itself_but_is_not_published() -> None:
    parent = LearningUnitPageFactory().get_parent()
    draft = LearningUnitPage(
        title="ร่าง", live=False, big_idea="ยังคิดอยู่", hours=9, curriculum_version=CurriculumVersionFactory()
    )
    draft.grades = [GradeFactory(code="ป.5")]
    draft.area_hours = hours_of(ว=3)
    draft = parent.add_child(instance=draft)

    revision = draft.save_revision()
    with pytest.raises(ValidationError):
        revision.publish()
    assert not LearningUnitPage.objects.get(pk=draft.pk).live


def test_areas_with_hours_become_learning_areas_of_the_unit() -> None:
    assert {area.letter for area in LearningUnitPageFactory().learning_areas.all()} == {"ว", "ท"}
