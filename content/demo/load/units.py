"""Learning units and mind maps."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.knowledge import describe_item, licence_of, pillar_of, unit_of
from content.demo.load.pictures import cover_for
from content.mindmaps.models import MindMapPage
from content.taxonomy.models import (
    Competency,
    CurriculumVersion,
    DesiredCharacteristic,
    HonestSchoolTrait,
    Indicator,
)
from content.units.models import LearningUnitPage, UnitAreaHours, UnitIndicator

if TYPE_CHECKING:
    from content.demo.load.context import Load

SAME_NAMES = (
    "title",
    "unit_no",
    "subtitle",
    "big_idea",
    "essential_questions",
    "semester",
    "hours",
    "core_content",
    "local_content",
    "materials",
    "learning_sources",
)
ACTIVITY = ("name", "hours", "thinking_tool", "teacher", "students", "evidence")
SUFFICIENCY = ("moderation", "reasonableness", "immunity", "knowledge", "virtue")


def load_units(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("learning_units"):

        def build(record: dict = record) -> LearningUnitPage:
            return _build_unit(load, record)

        key, parent = ("learning_units", record["slug"]), load.pages["index", "learning_units"]
        author = load.users[record["author_role"]]
        made = load.add_page(key, parent, record["slug"], build, day=record["published"], author=author)
        tally.count(made=made)
    return tally


def _build_unit(load: Load, record: dict) -> LearningUnitPage:
    version = CurriculumVersion.objects.get(code=record["curriculum_version"])
    unit = LearningUnitPage(
        summary=record["subtitle"],
        live=record["status"] == "published",
        curriculum_version=version,
        licence=licence_of(record["license"]),
        cover=cover_for(load, kind="learning-unit", title=record["title"], tags=record["tags"]),
        activities=[("activity", {name: step[name] for name in ACTIVITY}) for step in record["activities"]],
        **{name: copy.deepcopy(record[name]) for name in SAME_NAMES},
        **{f"objectives_{name}": record["objectives"][name] for name in ("knowledge", "process", "attitude")},
        **{f"reflection_{name}": record["reflection"][name] for name in ("students", "teacher")},
        **{f"sufficiency_{name}": record["sufficiency"][name] for name in SUFFICIENCY},
        **_assessment(record),
        **_project(record["project"]),
    )
    areas = load.found["learning_areas"]
    unit.area_hours = [
        UnitAreaHours(area=areas[row["code"]], hours=row["hours"], sort_order=n)
        for n, row in enumerate(record["learning_areas"])
    ]
    codes = [row["code"] for row in record["indicators"]]
    known = Indicator.objects.filter(curriculum_version=version, code__in=codes)
    indicators = {indicator.code: indicator for indicator in known}
    unit.unit_indicators = [UnitIndicator(indicator=indicators[code], sort_order=n) for n, code in enumerate(codes)]
    unit.competencies = list(Competency.objects.filter(name__in=record["competencies"]))
    unit.characteristics = list(DesiredCharacteristic.objects.filter(name__in=record["characteristics"]))
    unit.honest_traits = list(HonestSchoolTrait.objects.filter(name__in=record["honest_traits"]))
    return describe_item(
        load,
        unit,
        authors=[record["author_role"]],
        day=record["published"],
        tags=record["tags"],
        grades=record["grades"],
        areas=[row["code"] for row in record["learning_areas"]],
        pillar=pillar_of(load, "learning-unit", record),
    )


def _assessment(record: dict) -> dict:
    rubric = [
        (
            "criterion",
            {
                "name": line["criterion"],
                "weight": line["weight"],
                **{f"level_{level['score']}": level["descriptor"] for level in line["levels"]},
            },
        )
        for line in record["rubric"]
    ]
    assessment = record["assessment"]
    return {
        "assessment_methods": assessment["methods"],
        "assessment_tools": assessment["tools"],
        "pass_criteria": assessment["pass_criteria"],
        "rubric": rubric,
    }


def _project(project: dict) -> dict:
    return {
        "project_title": project["title"],
        "project_question": project["driving_question"],
        "project_product": project["product"],
        "project_audience": project["audience"],
        "project_steps": [("step", {"name": step["name"], "detail": step["detail"]}) for step in project["steps"]],
    }


def load_mind_maps(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("mind_maps"):

        def build(record: dict = record) -> MindMapPage:
            page = MindMapPage(
                title=record["title"],
                summary=record["purpose"],
                purpose=record["purpose"],
                note=record["note"] or "",
                map_kind=record["kind"],
                tree=copy.deepcopy(record["root"]),
            )
            return describe_item(
                load,
                page,
                authors=[record["author_role"]],
                day=record["created"],
                tags=record["tags"],
                pillar=pillar_of(load, "mind-map", record),
                **unit_of(load, record),
            )

        key, parent = ("mind_maps", record["slug"]), load.pages["index", "mind_maps"]
        author = load.users[record["author_role"]]
        made = load.add_page(key, parent, record["slug"], build, day=record["created"], author=author)
        tally.count(made=made)
    return tally
