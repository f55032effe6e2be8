"""KM notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import factory

from content.notes.models import NoteIndexPage, NotePage
from tests.factories.knowledge_bank import BankPageFactory
from tests.factories.website import PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage


class NoteIndexPageFactory(BankPageFactory):
    title = "บันทึกความรู้"
    slug = "notes"

    class Meta:
        model = NoteIndexPage


class NotePageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"บันทึกที่ {n}")
    note_type = NotePage.NoteType.TIP
    body = "ตั้งชื่อเรื่องให้ **ค้นเจอ** ในครั้งเดียว"

    class Meta:
        model = NotePage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return NoteIndexPage.objects.first() or NoteIndexPageFactory()
