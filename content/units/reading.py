"""A learning unit as plain values for its page, for search and for other machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.knowledge.presentation import facts, hours_text
from content.units.blocks import LEVEL_LABELS, LEVELS

if TYPE_CHECKING:
    from django.db.models import Model

    from content.taxonomy.models import Indicator
    from content.units.models import LearningUnitPage, UnitAreaHours

INDICATOR_RELATIONS = ("indicator__standard__strand__area", "indicator__curriculum_version")
SUFFICIENCY = ("moderation", "reasonableness", "immunity", "knowledge", "virtue")
# Narrower parts of the bar have no room for their letter on a phone; the list below it names them all.
NARROW_PART = 8


def rows_with(rows: QuerySet, *relations: str) -> list[Model]:
    """The child rows with their relations: in one query, in none where a batch prefetched them, also of a draft."""
    if isinstance(rows, QuerySet) and rows._result_cache is None:
        rows = rows.select_related(*relations)
    found = list(rows)
    prefetch_related_objects(found, *relations)
    return found


def area_rows(unit: LearningUnitPage) -> list[UnitAreaHours]:
    return rows_with(unit.area_hours.all(), "area")


def indicators_of(unit: LearningUnitPage) -> list[Indicator]:
    return [row.indicator for row in rows_with(unit.unit_indicators.all(), *INDICATOR_RELATIONS)]


def unit_context(unit: LearningUnitPage) -> dict[str, object]:
    """What the page shows of the unit, section by section; an empty section is an empty value."""
    notes = notes_after(unit)
    has_notes = any(note["text"] for note in notes)
    context = {
        "hours_bar": hours_bar(unit),
        "indicator_groups": indicator_groups(unit),
        "objectives": [
            {"letter": letter, "label": label, "lines": lines}
            for letter, label, lines in (
                ("K", _("Knowledge"), unit.objectives_knowledge),
                ("P", _("Skills and processes"), unit.objectives_process),
                ("A", _("Attitudes and characteristics"), unit.objectives_attitude),
            )
            if lines
        ],
        "qualities": [
            {"label": label, "names": names}
            for label, names in (
                (_("Key competencies"), [term.name for term in unit.competencies.all()]),
                (_("Desired characteristics"), [term.name for term in unit.characteristics.all()]),
                (_("Honest-school traits"), [term.name for term in unit.honest_traits.all()]),
            )
            if names
        ],
        "activities": [block.value for block in unit.activities],
        "project_steps": [block.value for block in unit.project_steps],
        "has_project": bool(unit.project_title or unit.project_question or unit.project_steps),
        "rubric": rubric_rows(unit),
        "rubric_labels": [LEVEL_LABELS[score] for score, _field in LEVELS],
        "sufficiency": sufficiency(unit),
        "has_assessment": bool(unit.assessment_methods or unit.assessment_tools or unit.pass_criteria),
        "notes_after": notes,
        "has_no_reflection": not (has_notes or unit.reflection_students or unit.reflection_teacher),
    }
    return {**context, "toc": contents(unit, context)}


def contents(unit: LearningUnitPage, context: dict[str, object]) -> list[dict[str, str]]:
    """The table of contents: the sections that have something in them."""
    sections = (
        ("questions", _("Essential questions"), unit.essential_questions),
        ("hours", _("Hours by learning area"), context["hours_bar"]),
        ("indicators", _("Standards and indicators"), context["indicator_groups"]),
        ("objectives", _("Learning objectives"), context["objectives"]),
        ("content", _("Content to learn"), unit.core_content or unit.local_content),
        ("qualities", _("Qualities of pupils"), context["qualities"]),
        ("activities", _("Learning activities"), context["activities"]),
        ("materials", _("Materials and learning sources"), unit.materials or unit.learning_sources),
        ("project", _("Pupils' project"), context["has_project"]),
        ("assessment", _("Measurement and assessment"), context["has_assessment"]),
        ("rubric", _("Rubric"), context["rubric"]),
        ("sufficiency", _("Sufficiency economy"), context["sufficiency"]),
        ("reflection", _("Reflection and notes after teaching"), not context["has_no_reflection"]),
    )
    return [{"anchor": anchor, "title": title} for anchor, title, filled in sections if filled]


def hours_bar(unit: LearningUnitPage) -> list[dict[str, object]]:
    """The parts of the bar of hours: place and width in percent, so that its text keeps its size on every screen."""
    rows = unit.areas
    total = sum(row.hours for row in rows)
    parts, left = [], 0.0
    for row in rows if total else ():
        width = 100 * row.hours / total
        parts.append(
            {
                "letter": row.area.letter,
                "name": row.area.name,
                "hours": row.hours,
                "colour": (row.area.order - 1) % 8 + 1,
                "x": f"{left:.2f}%",
                "width": f"{width:.2f}%",
                "middle": f"{left + width / 2:.2f}%",
                "is_narrow": width < NARROW_PART,
            }
        )
        left += width
    return parts


def indicator_groups(unit: LearningUnitPage) -> list[dict[str, object]]:
    """Indicators by learning area, in the order of the areas; within one as in the curriculum."""
    groups: dict[int, dict[str, object]] = {}
    ordered = sorted(unit.indicators, key=_place_in_curriculum)
    for indicator in ordered:
        area = indicator.standard.strand.area
        group = groups.setdefault(area.pk, {"letter": area.letter, "name": area.name, "indicators": []})
        group["indicators"].append(
            {"code": indicator.code, "text": indicator.text, "anchor": indicator_anchor(indicator)}
        )
    return list(groups.values())


def indicator_anchor(indicator: Indicator) -> str:
    """Codes hold spaces and Thai letters, and another curriculum may use the same."""
    return f"indicator-{indicator.pk}"


def _place_in_curriculum(indicator: Indicator) -> tuple[object, ...]:
    return (indicator.standard.strand.area.order, indicator.standard.code, indicator.grade_id or 0, indicator.number)


def rubric_rows(unit: LearningUnitPage) -> list[dict[str, object]]:
    return [
        {
            "name": block.value["name"],
            "weight": block.value["weight"],
            "levels": [{"label": LEVEL_LABELS[score], "text": block.value[field]} for score, field in LEVELS],
        }
        for block in unit.rubric
    ]


def sufficiency(unit: LearningUnitPage) -> list[dict[str, str]]:
    """The three loops, then the two conditions."""
    labels = {
        "moderation": _("Moderation"),
        "reasonableness": _("Reasonableness"),
        "immunity": _("Immunity"),
        "knowledge": _("Condition: knowledge"),
        "virtue": _("Condition: virtue"),
    }
    values = [(labels[name], getattr(unit, f"sufficiency_{name}")) for name in SUFFICIENCY]
    return [{"label": label, "value": text} for label, text in values if text]


def notes_after(unit: LearningUnitPage) -> list[dict[str, str]]:
    """What is written after teaching. Empty notes are kept: on paper they are lines to write on, and to sign."""
    teacher = _("Signed: teacher")
    return [
        {"label": _("Result of teaching"), "text": unit.after_result, "signed_by": ""},
        {"label": _("Problems and obstacles"), "text": unit.after_problem, "signed_by": ""},
        {"label": _("Suggestions and solutions"), "text": unit.after_solution, "signed_by": teacher},
        {
            "label": _("Remark of the director or supervisor"),
            "text": unit.supervisor_remark,
            "signed_by": _("Signed: director or supervisor"),
        },
    ]


def fact_strip(unit: LearningUnitPage) -> list[dict[str, object]]:
    area_count = len(unit.areas)
    return facts(
        (_("Grade"), ", ".join(grade.code for grade in unit.for_grades)),
        (pgettext("duration", "Time"), hours_text(unit.hours) if unit.hours else ""),
        (_("Learning areas"), _("%(count)d areas") % {"count": area_count} if area_count else ""),
        (_("Semester"), str(unit.semester or "")),
        (_("Curriculum"), str(unit.curriculum_version or "")),
    )


def json_ld(unit: LearningUnitPage) -> dict[str, object]:
    """https://schema.org/LearningResource"""
    return {
        "learningResourceType": _("Learning unit"),
        "alternativeHeadline": unit.subtitle,
        "abstract": unit.big_idea,
        "educationalLevel": [grade.name for grade in unit.for_grades],
        "educationalUse": "instruction",
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "timeRequired": f"PT{unit.hours}H" if unit.hours else "",
        "teaches": [indicator.code for indicator in unit.indicators],
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "educationalFramework": indicator.curriculum_version.name,
                "targetName": indicator.code,
                "targetDescription": indicator.text,
            }
            for indicator in unit.indicators
        ],
        "about": [row.area.name for row in unit.areas],
    }


def search_facts(unit: LearningUnitPage) -> tuple[str, ...]:
    hours = (hours_text(unit.hours),) if unit.hours else ()
    return (*(grade.code for grade in unit.for_grades), *hours)
