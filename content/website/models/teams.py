from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from content.core.pdca import Stage
from content.website.emblems import Emblem, draw_emblem
from content.website.group_pages import team_context, team_list_context
from content.website.models.base import BodyPage, IndexPage
from content.website.sections import team_sections

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.website.emblems import EmblemDrawing
    from search.documents import Section


class TeamIndexPage(IndexPage):
    template = "pages/team_index_page.html"
    subpage_types: ClassVar[list[str]] = ["website.TeamPage"]
    schema_type = "CollectionPage"

    class Meta:
        verbose_name = _("list of staff teams")
        verbose_name_plural = _("lists of staff teams")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **team_list_context(self, request)}


class TeamPage(BodyPage):
    """A staff team across work groups, with its flower, its rules and what it is working on."""

    template = "pages/team_page.html"
    parent_page_types = ["website.TeamIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "team"
    kind_label = _("Staff team")
    schema_type = "AboutPage"

    team = models.OneToOneField(
        "people.StaffTeam", verbose_name=_("staff team"), on_delete=models.PROTECT, related_name="page"
    )
    emblem = models.CharField(
        _("shape of the flower"),
        max_length=12,
        choices=Emblem.choices,
        blank=True,
        help_text=_("The site draws the emblem in the team's colour. Left empty, the flower's name decides."),
    )
    success_story = models.TextField(_("what the team is proud of"), max_length=600, blank=True)

    content_panels = [
        *BodyPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("team"), FieldPanel("emblem")]),
        FieldPanel("success_story"),
        InlinePanel("tasks", label=_("task"), heading=_("What the team is working on")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("staff team page")
        verbose_name_plural = _("staff team pages")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **team_context(self, request)}

    def get_search_body(self) -> str:
        return "\n".join([self.team.name, self.team.flower, self.team.meaning, self.team.mission])

    def get_search_sections(self) -> tuple[Section, ...]:
        return (*team_sections(self), *super().get_search_sections())

    @property
    def drawing(self) -> EmblemDrawing:
        return draw_emblem(self.team.flower, self.team.colour, self.emblem)


class TeamTask(Orderable):
    page = ParentalKey(TeamPage, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(_("task"), max_length=200)
    stage = models.CharField(_("stage"), max_length=1, choices=Stage.choices, default=Stage.PLAN)
    due_date = models.DateField(_("due"), null=True, blank=True)

    panels = [FieldPanel("title"), FieldRowPanel([FieldPanel("stage"), FieldPanel("due_date")])]

    class Meta(Orderable.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return self.title
