"""Curriculum, grades, terms and tags. Parents of an indicator are read from its code."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from content.taxonomy.codes import AREA_LETTERS, read_parts
from content.taxonomy.models import (
    Competency,
    CurriculumVersion,
    DesiredCharacteristic,
    Grade,
    HonestSchoolTrait,
    Indicator,
    LearningArea,
    Pillar,
    Standard,
    Strand,
    Tag,
)

AREA_SLUGS = dict(
    zip(AREA_LETTERS, ["thai", "math", "science", "social", "health", "art", "career", "foreign"], strict=True)
)
STAGES = {
    "อ": ("a", Grade.Level.EARLY_CHILDHOOD, 0),
    "ป": ("p", Grade.Level.PRIMARY, 3),
    "ม": ("m", Grade.Level.LOWER_SECONDARY, 9),
}


class CurriculumVersionFactory(DjangoModelFactory):
    code = "2551-2560"
    name = "หลักสูตรแกนกลางการศึกษาขั้นพื้นฐาน"
    valid_from = 2018

    class Meta:
        model = CurriculumVersion
        django_get_or_create = ["code"]


class LearningAreaFactory(DjangoModelFactory):
    letter = "ว"
    slug = factory.LazyAttribute(lambda area: AREA_SLUGS[area.letter])
    name = factory.LazyAttribute(lambda area: f"กลุ่มสาระ {area.letter}")
    order = factory.LazyAttribute(lambda area: AREA_LETTERS.index(area.letter) + 1)

    class Meta:
        model = LearningArea
        django_get_or_create = ["letter"]


class StrandFactory(DjangoModelFactory):
    curriculum_version = factory.SubFactory(CurriculumVersionFactory)
    area = factory.SubFactory(LearningAreaFactory)
    number = 1
    name = factory.LazyAttribute(lambda strand: f"สาระที่ {strand.number}")

    class Meta:
        model = Strand
        django_get_or_create = ["curriculum_version", "area", "number"]


class StandardFactory(DjangoModelFactory):
    strand = factory.SubFactory(StrandFactory)
    number = 1

    class Meta:
        model = Standard
        django_get_or_create = ["strand", "number"]


class GradeFactory(DjangoModelFactory):
    """`GradeFactory(code="ป.5")`: slug, level and order follow from the code."""

    code = "ป.5"
    slug = factory.LazyAttribute(lambda grade: STAGES[grade.code[0]][0] + grade.code[2:])
    name = factory.LazyAttribute(lambda grade: f"ชั้น {grade.code}")
    level = factory.LazyAttribute(lambda grade: STAGES[grade.code[0]][1])
    order = factory.LazyAttribute(lambda grade: STAGES[grade.code[0]][2] + int(grade.code[2:]))

    class Meta:
        model = Grade
        django_get_or_create = ["code"]


class IndicatorFactory(DjangoModelFactory):
    """`IndicatorFactory(code="ว 1.1 ป.5/2")` makes the standard, strand, area and grade of the code where missing."""

    curriculum_version = factory.SubFactory(CurriculumVersionFactory)
    code = "ว 1.1 ป.5/2"
    text = "อธิบายความสัมพันธ์ระหว่างสิ่งมีชีวิตกับสิ่งไม่มีชีวิต"

    class Meta:
        model = Indicator
        django_get_or_create = ["curriculum_version", "code"]

    @classmethod
    def _create(cls, model_class: type[Indicator], *args: object, **fields: object) -> Indicator:
        parts = read_parts(fields["code"])
        strand = StrandFactory(
            curriculum_version=fields["curriculum_version"], area__letter=parts.area, number=parts.strand
        )
        grade = None if "-" in parts.grade else GradeFactory(code=parts.grade)
        standard = StandardFactory(strand=strand, number=parts.standard)
        derived = {"standard": standard, "grade": grade, "number": parts.number}
        return super()._create(model_class, *args, **{**derived, **fields})


class TermFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"รายการที่ {n}")
    slug = factory.Sequence(lambda n: f"term-{n}")
    order = factory.Sequence(lambda n: n)

    class Meta:
        abstract = True


class CompetencyFactory(TermFactory):
    class Meta:
        model = Competency


class DesiredCharacteristicFactory(TermFactory):
    class Meta:
        model = DesiredCharacteristic


class HonestSchoolTraitFactory(TermFactory):
    class Meta:
        model = HonestSchoolTrait


class PillarFactory(TermFactory):
    class Meta:
        model = Pillar


class TagFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"คำสำคัญ {n}")

    class Meta:
        model = Tag
        django_get_or_create = ["name"]
