"""What all kinds of knowledge have in common: who made it, what it is about, who may read it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.district import PILLARS
from content.knowledge.models import ItemAuthor, KnowledgeItem
from content.taxonomy.models import Grade, LearningArea, Pillar
from content.taxonomy.years import academic_year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from content.demo.load.context import Load

LICENCES = (("BY-NC", "cc-by-nc-4.0"), ("BY-SA", "cc-by-sa-4.0"), ("BY", "cc-by-4.0"))
AUDIENCES = {"public": KnowledgeItem.Audience.PUBLIC, "staff": KnowledgeItem.Audience.MEMBERS}


def read_taxonomy(load: Load) -> None:
    """Take the taxonomy from the database: its loader has just run."""
    load.found["learning_areas"] = {area.letter: area for area in LearningArea.objects.all()}
    load.found["grades"] = {grade.code: grade for grade in Grade.objects.all()}
    load.found["pillars"] = {pillar.slug: pillar for pillar in Pillar.objects.all()}


def describe_item(
    load: Load,
    item: KnowledgeItem,
    *,
    authors: Sequence[str],
    day: str,
    tags: Iterable[str] = (),
    grades: Iterable[str] = (),
    areas: Iterable[str] = (),
    pillar: str | None = None,
    visibility: str = "public",
    work_group: str | None = None,
    school: str | None = None,
) -> KnowledgeItem:
    """Fill in what is common to all kinds; group and school are the first author's where the record names none."""
    roles = {role["slug"]: role for role in load.district.of("roles")}
    first = roles[authors[0]]
    item.item_authors = [ItemAuthor(user=load.users[author], sort_order=n) for n, author in enumerate(authors)]
    work_group, school = work_group or first["work_group"], school or first["school"]
    item.work_group = load.found["work_groups"][work_group] if work_group else None
    item.school = load.found["schools"][school] if school else None
    item.audience = AUDIENCES[visibility]
    item.dated = dt.date.fromisoformat(day)
    item.academic_year = academic_year_of(item.dated)
    item.grades = [load.found["grades"][code] for code in grades]
    item.learning_areas = [load.found["learning_areas"][letter] for letter in areas]
    item.pillar = load.found["pillars"][PILLARS.get(pillar, pillar)] if pillar else None
    if tags:
        item.tags.add(*tags)
    return item


def unit_of(load: Load, record: dict) -> dict:
    """Grades and areas of the learning unit that a mind map or reflection belongs to; nothing where there is none."""
    slug = record["related"].get("learning_unit")
    if not slug:
        return {"grades": [], "areas": []}
    unit = load.district.find("learning_units", slug)
    return {"grades": unit["grades"], "areas": [area["code"] for area in unit["learning_areas"]]}


def pillar_of(load: Load, kind: str, record: dict) -> str:
    """The pillar of the first standard a record belongs to, or else the one that its kind serves."""
    standards = record["related"].get("standards")
    if standards:
        return load.district.find("standards", standards[0])["area"]
    return load.district.site["pillars"][kind]


def licence_of(text: str) -> str:
    return next((value for mark, value in LICENCES if mark in text), KnowledgeItem.Licence.RESERVED)
