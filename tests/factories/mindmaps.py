"""Mind maps and trees for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import factory

from content.mindmaps.models import MindMapIndexPage, MindMapPage
from content.mindmaps.outline import parse_outline
from tests.factories.knowledge_bank import BankPageFactory
from tests.factories.website import PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage

OUTLINE = """
ทะเลน้อย บ้านของนกน้ำ
  พืชน้ำ (ผู้ผลิต)
    บัวสาย
      ใบเป็นที่เดินของนกอีแจว
    กระจูด
  นกน้ำ
    นกยาง
  คน
"""


class MindMapIndexPageFactory(BankPageFactory):
    title = "แผนที่ความคิด"
    slug = "mind-maps"

    class Meta:
        model = MindMapIndexPage


class MindMapPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"แผนที่ความคิดที่ {n}")
    tree = factory.LazyFunction(lambda: parse_outline(OUTLINE))

    class Meta:
        model = MindMapPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return MindMapIndexPage.objects.first() or MindMapIndexPageFactory()
