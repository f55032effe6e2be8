"""The parts of a learning unit that a hit can open. Their anchors are ids in `units/*.html`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.units.reading import SUFFICIENCY, indicator_anchor
from search.documents import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wagtail.blocks import StreamValue

    from content.units.models import LearningUnitPage


def unit_sections(unit: LearningUnitPage) -> tuple[Section, ...]:
    """Everything readable of the unit but its title, summary and big idea; each indicator is a part of its own."""
    return tuple(section for section in _all_sections(unit) if section.text)


def _all_sections(unit: LearningUnitPage) -> Iterator[Section]:
    yield _section("questions", _("Essential questions"), unit.essential_questions)
    yield _section("hours", _("Hours by learning area"), (row.area.name for row in unit.areas))
    for indicator in unit.indicators:
        yield Section(f"{indicator.code} {indicator.text}", indicator_anchor(indicator), _("Standards and indicators"))
    objectives = (*unit.objectives_knowledge, *unit.objectives_process, *unit.objectives_attitude)
    yield _section("objectives", _("Learning objectives"), objectives)
    yield _section("content", _("Content to learn"), (*unit.core_content, *unit.local_content))
    qualities = (*unit.competencies.all(), *unit.characteristics.all(), *unit.honest_traits.all())
    yield _section("qualities", _("Qualities of pupils"), (term.name for term in qualities))
    yield _section("activities", _("Learning activities"), _texts(unit.activities))
    yield _section("materials", _("Materials and learning sources"), (*unit.materials, *unit.learning_sources))
    project = (unit.project_title, unit.project_question, *_texts(unit.project_steps))
    project = (*project, unit.project_product, unit.project_audience)
    yield _section("project", _("Pupils' project"), project)
    assessment = (*unit.assessment_methods, *unit.assessment_tools, unit.pass_criteria)
    yield _section("assessment", _("Measurement and assessment"), assessment)
    yield _section("rubric", _("Rubric"), _texts(unit.rubric))
    sufficiency = (getattr(unit, f"sufficiency_{name}") for name in SUFFICIENCY)
    yield _section("sufficiency", _("Sufficiency economy"), sufficiency)
    notes = (unit.after_result, unit.after_problem, unit.after_solution, unit.supervisor_remark)
    reflection = (*unit.reflection_students, *unit.reflection_teacher, *notes)
    yield _section("reflection", _("Reflection and notes after teaching"), reflection)


def _section(anchor: str, label: str, texts: Iterable[object]) -> Section:
    return Section("\n".join(str(text) for text in texts if text), anchor, label)


def _texts(stream: StreamValue) -> Iterator[str]:
    for block in stream:
        yield from (value for value in block.value.values() if isinstance(value, str))
