"""One-page reflections with something in each of the four parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import factory

from content.reflections.models import Commitment, MeetingPage, ReflectionIndexPage, ReflectionPage
from tests.factories.knowledge_bank import BankPageFactory
from tests.factories.website import PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage


def commitment(text: str = "ติดผลสรุปหน้าเดียวที่ห้องโถง", **fields: object) -> Commitment:
    return Commitment(**{"text": text, "due_date": dt.date(2026, 6, 5), **fields})


class ReflectionIndexPageFactory(BankPageFactory):
    title = "กระดาษหน้าเดียว"
    slug = "reflections"

    class Meta:
        model = ReflectionIndexPage


class ReflectionPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"กระดาษหน้าเดียวแผ่นที่ {n}")
    dated = dt.date(2026, 5, 8)
    event = "ประชุมบอร์ดบริหาร"
    keywords = factory.LazyFunction(lambda: ["บูรณาการ", "คน เงิน งาน", "ผู้เรียน"])
    su_points = factory.LazyFunction(lambda: ["งานวิชาการคืองานหลัก"])
    ji_points = factory.LazyFunction(lambda: ["ควรเริ่มจากปัญหาผู้เรียน"])
    pu_questions = factory.LazyFunction(lambda: ["ใครเป็นคนตรวจสอบระหว่างทาง"])
    li_summary = "เปลี่ยนจากแผนของกลุ่มงานเป็นแผนของผู้เรียน"

    class Meta:
        model = ReflectionPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return ReflectionIndexPage.objects.first() or ReflectionIndexPageFactory()


class MeetingPageFactory(PageFactory):
    """A meeting whose page everybody may read; its sheets are for members."""

    title = factory.Sequence(lambda n: f"ประชุมบอร์ดบริหาร ครั้งที่ {n}")
    held_on = dt.date(2026, 5, 8)

    class Meta:
        model = MeetingPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return ReflectionIndexPage.objects.first() or ReflectionIndexPageFactory()
