"""Focus Group reports of a group too large for anybody to be told by what was said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import factory

from content.focus_groups.models import FocusGroupIndexPage, FocusGroupPage, FollowUp, Resolution
from tests.factories.knowledge_bank import BankPageFactory
from tests.factories.people import WorkGroupFactory
from tests.factories.website import PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage


def group_of(**counts: int) -> list[tuple[str, dict[str, object]]]:
    """`group_of(ครูประถมศึกษา=6)`"""
    return [("participants", {"role": role, "count": count}) for role, count in counts.items()]


def theme(name: str, *needs: tuple[str, int, int]) -> tuple[str, dict[str, object]]:
    """`theme("สวัสดิการ", ("จ่ายเร็ว", 5, 4))`: needs as words, frequency, intensity."""
    rows = [
        {
            "need": words,
            "frequency": frequency,
            "intensity": intensity,
            "quotes": [f"อยากได้{words}จัง"],
            "source": "session",
        }
        for words, frequency, intensity in needs
    ]
    return "theme", {"name": name, "description": "จากวงสนทนา", "needs": rows}


def statement(speaker: str, text: str) -> tuple[str, dict[str, str]]:
    return "statement", {"speaker": speaker, "text": text}


def resolution(text: str = "ทำแบบตรวจรายการหน้าเดียว", **fields: object) -> Resolution:
    return Resolution(**{"text": text, "owner_group": WorkGroupFactory(), "due_date": dt.date(2026, 7, 31), **fields})


def follow_up(**fields: object) -> FollowUp:
    return FollowUp(**{"date": dt.date(2026, 8, 14), "note": "คืบหน้าร้อยละ 70", "by": "ศึกษานิเทศก์", **fields})


class FocusGroupIndexPageFactory(BankPageFactory):
    title = "ผล Focus Group"
    slug = "focus-groups"

    class Meta:
        model = FocusGroupIndexPage


class FocusGroupPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"ผล Focus Group กลุ่มที่ {n}")
    dated = dt.date(2026, 5, 26)
    stakeholder_group = FocusGroupPage.StakeholderGroup.TEACHERS
    participants = factory.LazyFunction(lambda: group_of(ครูประถมศึกษา=6, ครูปฐมวัย=2))
    themes = factory.LazyFunction(lambda: [theme("สวัสดิการ", ("การเบิกจ่ายที่เร็ว", 8, 5))])
    statements = factory.LazyFunction(lambda: [statement("ค1", "รอใบเสร็จสองเดือนแล้ว")])

    class Meta:
        model = FocusGroupPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return FocusGroupIndexPage.objects.first() or FocusGroupIndexPageFactory()
