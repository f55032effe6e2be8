from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.core.lines import LinesField
from content.website.group_pages import followed_group, work_group_context, work_group_list_context
from content.website.models.base import BodyPage, IndexPage
from content.website.sections import work_group_sections

if TYPE_CHECKING:
    from django.http import HttpRequest

    from search.documents import Section


class WorkGroupIndexPage(IndexPage):
    template = "pages/work_group_index_page.html"
    subpage_types: ClassVar[list[str]] = ["website.WorkGroupPage"]
    schema_type = "CollectionPage"

    class Meta:
        verbose_name = _("list of work groups")
        verbose_name_plural = _("lists of work groups")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **work_group_list_context(self, request)}


class WorkGroupPage(BodyPage):
    """What a work group does for schools and the public, and what it has learned."""

    template = "pages/work_group_page.html"
    parent_page_types = ["website.WorkGroupIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "work-group"
    kind_label = _("Work group")
    schema_type = "AboutPage"

    work_group = models.OneToOneField(
        "people.WorkGroup", verbose_name=_("work group"), on_delete=models.PROTECT, related_name="page"
    )
    duties = LinesField(_("duties"), blank=True, help_text=_("One duty a line."))
    knowledge_topics = LinesField(
        _("what the group knows well"), blank=True, help_text=_("Topics to ask this group about, one a line.")
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    place = models.CharField(_("room or building"), max_length=120, blank=True)

    content_panels = [
        *BodyPage.content_panels[:-1],
        FieldPanel("work_group"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("place")]),
        MultiFieldPanel([FieldPanel("duties"), FieldPanel("knowledge_topics")], heading=_("What it does")),
        InlinePanel("services", label=_("service"), heading=_("Services")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("work group page")
        verbose_name_plural = _("work group pages")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **work_group_context(self, request)}

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context["following"] = followed_group(self, request)
        return context

    def get_search_body(self) -> str:
        return "\n".join([self.work_group.name, self.work_group.short_name, self.work_group.mission])

    def get_search_sections(self) -> tuple[Section, ...]:
        return (*work_group_sections(self), *super().get_search_sections())

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        return {"group": (self.work_group.slug,)}


class WorkGroupService(Orderable):
    """Something the group does on request, with the working days it takes."""

    page = ParentalKey(WorkGroupPage, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(_("service"), max_length=200)
    days = models.PositiveSmallIntegerField(
        _("working days"), null=True, blank=True, help_text=_("0 means: at once. Left empty, no time is stated.")
    )
    requirements = models.CharField(
        _("what to bring"), max_length=300, blank=True, help_text=_("Papers or conditions, in one sentence.")
    )

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("days")]), FieldPanel("requirements")]

    class Meta(Orderable.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return self.name
