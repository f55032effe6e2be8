"""Items of the knowledge bank hang below the list of their kind, which is made where it does not stand yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.knowledge.models import KnowledgeIndexPage
from content.website.models import HomePage
from tests.factories.website import HomePageFactory, PageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.core.models import BasePage


class BankPageFactory(PageFactory):
    """A list of one kind below the front door of the bank."""

    class Meta:
        abstract = True

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return the_bank()


def the_bank() -> KnowledgeIndexPage:
    bank = KnowledgeIndexPage.objects.first()
    if bank is None:
        home = HomePage.objects.first() or HomePageFactory()
        bank = home.add_child(instance=KnowledgeIndexPage(title="คลังความรู้", slug="bank"))
    return bank


class KnowledgeIndexPageFactory(PageFactory):
    title = "คลังความรู้"
    slug = "knowledge"

    class Meta:
        model = KnowledgeIndexPage

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        return HomePage.objects.first() or HomePageFactory()
