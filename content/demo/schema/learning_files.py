"""Shapes of learning units and mind maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.demo.schema.fields import (
    Choice,
    Date,
    Field,
    ListOf,
    Nullable,
    Pattern,
    Record,
    Reference,
    Text,
    Whole,
    colour,
    slug,
)
from content.demo.schema.office_files import LINES, TITLE
from content.demo.schema.shared import DEMO, RELATED, TAGS

if TYPE_CHECKING:
    from content.demo.schema.findings import Findings, Place

MAP_KINDS = ("classroom", "office", "km")
MAP_DEPTH = 12
INDICATOR_CODE = Pattern(re.compile(r"[ทควสพศงต] \d\.\d (?:[ปม]\.\d|ม\.4-6)/\d{1,2}"), "ท 2.1 ป.5/3")
STANDARD_CODE = Pattern(re.compile(r"[ทควสพศงต] \d\.\d"), "ท 2.1")

LEARNING_UNIT = Record(
    {
        "slug": slug(),
        "unit_no": Whole(minimum=1, maximum=1000),
        "title": TITLE,
        "subtitle": Text(max_length=300),
        "big_idea": Text(),
        "essential_questions": LINES,
        "grades": ListOf(Reference("grades"), minimum=1),
        "semester": Whole(minimum=1, maximum=2),
        "hours": Whole(minimum=1, maximum=400),
        "learning_areas": ListOf(
            Record({"code": Reference("learning_areas"), "name": TITLE, "hours": Whole(maximum=400)}), minimum=1
        ),
        "standards": ListOf(STANDARD_CODE),
        "indicators": ListOf(
            Record(
                {
                    "code": INDICATOR_CODE,
                    "area": Reference("learning_areas"),
                    "standard": STANDARD_CODE,
                    "grade": Reference("grades"),
                    "text": Text(),
                    "seen": Choice(("text", "code", "none")),
                }
            )
        ),
        "competencies": ListOf(Reference("competencies")),
        "characteristics": ListOf(Reference("characteristics")),
        "honest_traits": ListOf(Reference("honest_traits")),
        "objectives": Record({"knowledge": LINES, "process": LINES, "attitude": LINES}),
        "local_content": LINES,
        "core_content": LINES,
        "activities": ListOf(
            Record(
                {
                    "step": Whole(minimum=1, maximum=100),
                    "name": TITLE,
                    "hours": Whole(maximum=400),
                    "thinking_tool": Text(max_length=200),
                    "teacher": Text(),
                    "students": Text(),
                    "evidence": Text(),
                }
            ),
            minimum=1,
        ),
        "materials": LINES,
        "learning_sources": LINES,
        "assessment": Record({"methods": LINES, "tools": LINES, "pass_criteria": Text()}),
        "rubric": ListOf(
            Record(
                {
                    "criterion": TITLE,
                    "weight": Whole(minimum=1, maximum=100),
                    "levels": ListOf(
                        Record({"score": Whole(minimum=1, maximum=10), "label": TITLE, "descriptor": Text()}),
                        minimum=1,
                    ),
                }
            )
        ),
        "project": Record(
            {
                "title": TITLE,
                "driving_question": Text(),
                "steps": ListOf(Record({"no": Whole(minimum=1), "name": TITLE, "detail": Text()})),
                "product": Text(),
                "audience": Text(),
            }
        ),
        "reflection": Record({"students": LINES, "teacher": LINES}),
        "sufficiency": Record(
            {
                "moderation": Text(),
                "reasonableness": Text(),
                "immunity": Text(),
                "knowledge": Text(),
                "virtue": Text(),
            }
        ),
        "author_role": Reference("roles"),
        "status": Choice(("published", "draft")),
        "published": Date(past=True),
        "related": RELATED,
        "tags": TAGS,
        "license": Text(max_length=60),
        "curriculum_version": Reference("curriculum_versions"),
    },
    DEMO,
)


class Anything(Field):
    """A value that something else checks."""

    def check(self, value: object, place: Place, found: Findings) -> None:
        return


NODE = Record(
    {"id": Text(max_length=60), "label": Text(max_length=120), "children": ListOf(Anything())}, {"color": colour()}
)


class MapNode(Field):
    """A node of a mind map with its children, to any depth a person would draw."""

    def check(self, value: object, place: Place, found: Findings, depth: int = 1) -> None:
        NODE.check(value, place, found)
        children = value.get("children") if isinstance(value, dict) else None
        if depth > MAP_DEPTH:
            found.add(place, _("lies deeper than %(count)d levels.") % {"count": MAP_DEPTH})
        elif isinstance(children, list):
            for number, child in enumerate(children, start=1):
                self.check(child, place.at("children").item(number), found, depth + 1)


MIND_MAP = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "purpose": Text(max_length=300),
        "kind": Choice(MAP_KINDS),
        "author_role": Reference("roles"),
        "created": Date(past=True),
        "node_count": Whole(minimum=1),
        "levels": Whole(minimum=1, maximum=MAP_DEPTH),
        "root": MapNode(),
        "tags": TAGS,
        "related": RELATED,
        "note": Nullable(Text()),
    },
    DEMO,
)
