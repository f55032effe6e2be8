"""Learning units whose numbers agree: 5 hours, two areas, two steps, a rubric of 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

import factory

from content.units.models import LearningUnitIndexPage, LearningUnitPage, UnitAreaHours, UnitIndicator
from tests.factories.knowledge_bank import BankPageFactory
from tests.factories.taxonomy import CurriculumVersionFactory, GradeFactory, IndicatorFactory, LearningAreaFactory
from tests.factories.website import PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage

LEVELS = {"level_4": "ครบทุกจุด", "level_3": "เกือบครบ", "level_2": "ครบบางจุด", "level_1": "ยังไม่ครบ"}


def activity(name: str, hours: int, **fields: str) -> tuple[str, dict[str, object]]:
    return "activity", {"name": name, "hours": hours, "teacher": "ครูชวนคุย", "students": "นักเรียนสำรวจ", **fields}


def criterion(name: str, weight: int) -> tuple[str, dict[str, object]]:
    return "criterion", {"name": name, "weight": weight, **LEVELS}


def hours_of(**hours: int) -> list[UnitAreaHours]:
    """`hours_of(ว=3, ท=2)`"""
    return [UnitAreaHours(area=LearningAreaFactory(letter=letter), hours=count) for letter, count in hours.items()]


class LearningUnitIndexPageFactory(BankPageFactory):
    title = "หน่วยการเรียนรู้"
    slug = "units"

    class Meta:
        model = LearningUnitIndexPage


class LearningUnitPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"หน่วยบูรณาการที่ {n}")
    big_idea = "ทุกชีวิตในพื้นที่ชุ่มน้ำพึ่งพากันเป็นสายใย"
    hours = 5
    curriculum_version = factory.SubFactory(CurriculumVersionFactory)
    grades = factory.LazyFunction(lambda: [GradeFactory(code="ป.5")])
    area_hours = factory.LazyFunction(lambda: hours_of(ว=3, ท=2))
    unit_indicators = factory.LazyFunction(lambda: [UnitIndicator(indicator=IndicatorFactory(code="ว 1.1 ป.5/2"))])
    activities = factory.LazyFunction(lambda: [activity("ตั้งคำถาม", 2), activity("สำรวจ", 3)])
    rubric = factory.LazyFunction(lambda: [criterion("การสำรวจ", 60), criterion("การนำเสนอ", 40)])

    class Meta:
        model = LearningUnitPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return LearningUnitIndexPage.objects.first() or LearningUnitIndexPageFactory()
