"""
What of the website can be found.

The home page is not: every search can be started from it. Lists are found as pages, for who searches "school directory"
means the list.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from content.core.audiences import ANONYMOUS_AUDIENCES
from content.core.search_sources import PageSource
from content.website import models
from search.service import register, register_adviser


class WebsiteSource(PageSource):
    """Pages without tags of their own."""

    prefetched = ()


class StandardSource(WebsiteSource):
    """Several page types are of the kind "page": they share its label."""

    label = _("Page")

    def __init__(self, model: type[models.WebsitePage]) -> None:
        super().__init__(model)
        self.label = _("Page")


class NewsSource(PageSource):
    also_called = ("ข่าว", "ข่าวประชาสัมพันธ์", "news")
    related = ("category", "work_group")


class WorkGroupSource(WebsiteSource):
    related = ("work_group",)
    prefetched = ("services",)


class TeamSource(WebsiteSource):
    related = ("team",)
    prefetched = ("tasks",)


class SchoolSource(WebsiteSource):
    related = ("school",)


class ContactSource(StandardSource):
    prefetched = ("contact_points",)


register(NewsSource(models.NewsPage))
register(WorkGroupSource(models.WorkGroupPage))
register(TeamSource(models.TeamPage))
register(SchoolSource(models.SchoolPage))
register(ContactSource(models.ContactPage))
for model in (
    models.StandardPage,
    models.NewsIndexPage,
    models.WorkGroupIndexPage,
    models.TeamIndexPage,
    models.SchoolIndexPage,
):
    register(StandardSource(model))


def contact_url(question: str) -> str:
    """The page that says how to reach the office, where everybody may read it."""
    page = models.ContactPage.objects.visible_to_audiences(ANONYMOUS_AUDIENCES).first()
    return (page.get_url() or "") if page else ""


register_adviser("contact", _("Ask the office"), contact_url, order=900)
