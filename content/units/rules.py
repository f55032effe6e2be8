"""
What must agree in a learning unit before it is published: hours, weights, indicators and grades.

A draft may contradict itself while it is being written; readers and printers of the unit may not meet that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.units.reading import area_rows, indicators_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from content.taxonomy.models import CurriculumVersion, Grade, Indicator, LearningArea
    from content.units.models import LearningUnitPage

# A school year has 1,000 hours of lessons; a unit with more is a slip of the keyboard.
MOST_HOURS = 1000
FULL_WEIGHT = 100


@dataclass(frozen=True)
class UnitPlan:
    """The numbers of a unit, whether they come from a saved page or from a form that is not saved yet."""

    hours: int | None
    area_hours: Sequence[tuple[LearningArea, int]]
    activity_hours: Sequence[int]
    weights: Sequence[int]
    grades: Collection[Grade]
    version: CurriculumVersion | None
    indicators: Sequence[Indicator]


def plan_of(page: LearningUnitPage) -> UnitPlan:
    return UnitPlan(
        hours=page.hours,
        area_hours=[(row.area, row.hours) for row in area_rows(page)],
        activity_hours=[block.value["hours"] or 0 for block in page.activities],
        weights=[block.value["weight"] or 0 for block in page.rubric],
        grades=list(page.grades.all()),
        version=page.curriculum_version,
        indicators=indicators_of(page),
    )


def check_unit(plan: UnitPlan) -> None:
    """Raise ValidationError with all contradictions, each at the field where it is mended."""
    problems: dict[str, list[ValidationError]] = defaultdict(list)
    for field, problem in problems_of(plan):
        problems[field].append(problem)
    if problems:
        raise ValidationError(problems)


def problems_of(plan: UnitPlan) -> Iterator[tuple[str, ValidationError]]:
    yield from _problems_of_hours(plan)
    if plan.weights and sum(plan.weights) != FULL_WEIGHT:
        yield (
            "rubric",
            ValidationError(
                _("The weights of the rubric add up to %(sum)d; they must add up to 100."),
                params={"sum": sum(plan.weights)},
            ),
        )
    if not plan.grades:
        yield "grades", ValidationError(_("Choose the grades the unit is for, in the tab “About it”."))
    yield from _problems_of_indicators(plan)


def _problems_of_hours(plan: UnitPlan) -> Iterator[tuple[str, ValidationError]]:
    areas = [area for area, _hours in plan.area_hours]
    for area in dict.fromkeys(area for area in areas if areas.count(area) > 1):
        yield "hours", ValidationError(_("%(area)s stands twice in the hours by area."), params={"area": area})
    by_area = sum(hours for _area, hours in plan.area_hours)
    if plan.area_hours and by_area != plan.hours:
        yield (
            "hours",
            ValidationError(
                _("The hours by area add up to %(sum)d (%(parts)s), but the unit has %(hours)d hours."),
                params={
                    "sum": by_area,
                    "parts": " + ".join(f"{area.letter} {hours}" for area, hours in plan.area_hours),
                    "hours": plan.hours or 0,
                },
            ),
        )
    by_activity = sum(plan.activity_hours)
    if plan.activity_hours and by_activity != plan.hours:
        yield (
            "activities",
            ValidationError(
                _("The hours of the activities add up to %(sum)d (%(parts)s), but the unit has %(hours)d hours."),
                params={
                    "sum": by_activity,
                    "parts": " + ".join(str(hours) for hours in plan.activity_hours),
                    "hours": plan.hours or 0,
                },
            ),
        )


def _problems_of_indicators(plan: UnitPlan) -> Iterator[tuple[str, ValidationError]]:
    seen = set()
    grades = {grade.pk for grade in plan.grades}
    for indicator in plan.indicators:
        problem = None
        if indicator.pk in seen:
            problem = _("%(code)s stands twice among the indicators.")
        elif plan.version and indicator.curriculum_version_id != plan.version.pk:
            problem = _("%(code)s belongs to curriculum version %(other)s, but the unit follows %(version)s.")
        # An indicator of a whole stage has no grade of its own.
        elif grades and indicator.grade_id and indicator.grade_id not in grades:
            problem = _("%(code)s is an indicator of another grade; the unit is for %(grades)s.")
        seen.add(indicator.pk)
        if problem:
            yield (
                "indicator_codes",
                ValidationError(
                    problem,
                    params={
                        "code": indicator.code,
                        "other": indicator.curriculum_version,
                        "version": plan.version,
                        "grades": ", ".join(str(grade) for grade in plan.grades),
                    },
                ),
            )
