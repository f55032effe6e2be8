"""Pages of the website and what editors set for the whole site."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import factory
from django.apps import apps
from factory.django import DjangoModelFactory
from wagtail.models import Page

from content.website import models
from tests.factories.people import SchoolFactory, StaffTeamFactory, WorkGroupFactory
from tests.support.site_tree import publish_below

if TYPE_CHECKING:
    from content.core.models import BasePage


class PageFactory(DjangoModelFactory):
    """A live page below `parent`, or below the first page of the type it belongs under (made where there is none)."""

    title = factory.Sequence(lambda n: f"หน้าตัวอย่างที่ {n}")

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(
        cls, model_class: type[BasePage], *args: object, parent: Page | None = None, **fields: object
    ) -> BasePage:
        parent = Page.objects.get(pk=(parent or cls._usual_parent(model_class)).pk)
        page = model_class(**fields)
        publish_below(parent, page)
        return model_class.objects.get(pk=page.pk)

    @classmethod
    def _usual_parent(cls, model_class: type[BasePage]) -> Page:
        if model_class is models.HomePage:
            return Page.get_first_root_node()
        parent_type = apps.get_model(model_class.parent_page_types[0])
        return parent_type.objects.first() or FACTORIES[parent_type]()


class HomePageFactory(PageFactory):
    title = "หน้าแรก"

    class Meta:
        model = models.HomePage


class StandardPageFactory(PageFactory):
    class Meta:
        model = models.StandardPage


class ContactPageFactory(PageFactory):
    title = "ติดต่อเรา"

    class Meta:
        model = models.ContactPage


class NewsCategoryFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"ประกาศที่ {n}")
    slug = factory.Sequence(lambda n: f"notice-{n}")

    class Meta:
        model = models.NewsCategory


class NewsIndexPageFactory(PageFactory):
    title = "ข่าว"
    slug = "news"

    class Meta:
        model = models.NewsIndexPage


class NewsPageFactory(PageFactory):
    news_date = datetime.date(2026, 6, 10)
    category = factory.SubFactory(NewsCategoryFactory)

    class Meta:
        model = models.NewsPage


class WorkGroupIndexPageFactory(PageFactory):
    title = "กลุ่มงาน"

    class Meta:
        model = models.WorkGroupIndexPage


class WorkGroupPageFactory(PageFactory):
    work_group = factory.SubFactory(WorkGroupFactory)

    class Meta:
        model = models.WorkGroupPage


class TeamIndexPageFactory(PageFactory):
    title = "ทีมงาน"

    class Meta:
        model = models.TeamIndexPage


class TeamPageFactory(PageFactory):
    team = factory.SubFactory(StaffTeamFactory)

    class Meta:
        model = models.TeamPage


class SchoolIndexPageFactory(PageFactory):
    title = "โรงเรียน"

    class Meta:
        model = models.SchoolIndexPage


class SchoolPageFactory(PageFactory):
    school = factory.SubFactory(SchoolFactory)

    class Meta:
        model = models.SchoolPage


class MenuFactory(DjangoModelFactory):
    place = models.Menu.Place.HEADER

    class Meta:
        model = models.Menu


class SiteAlertFactory(DjangoModelFactory):
    text = "วันนี้โรงเรียนริมทะเลสาบหยุดเพราะน้ำท่วม"

    class Meta:
        model = models.SiteAlert


FACTORIES = {
    made._meta.model: made
    for made in (
        *(HomePageFactory, StandardPageFactory, ContactPageFactory, NewsIndexPageFactory, NewsPageFactory),
        *(WorkGroupIndexPageFactory, WorkGroupPageFactory, TeamIndexPageFactory, TeamPageFactory),
        *(SchoolIndexPageFactory, SchoolPageFactory),
    )
}
