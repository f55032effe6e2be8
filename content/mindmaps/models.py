"""The mind map: a subject, its branches, and a drawing made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from content.core.models import BasePage
from content.knowledge.models import KindIndexPage, KnowledgeItem
from content.knowledge.panels import knowledge_edit_handler
from content.knowledge.presentation import facts
from content.mindmaps.drawing import colour_of, render_drawing, tree_key
from content.mindmaps.fields import MindMapTreeField
from content.mindmaps.forms import MindMapForm
from content.mindmaps.tree import labels, node_sections
from search.documents import Section

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

DRAWING_NAME = "map.svg"


class MindMapPage(KnowledgeItem):
    """A mind map. Its tree is data (`content.mindmaps.tree`); the outline and the drawing are made of it."""

    class MapKind(models.TextChoices):
        CLASSROOM = "classroom", _("Classroom")
        OFFICE = "office", _("Office work")
        KM = "km", _("Knowledge management")

    template = "pages/mind_map_page.html"
    parent_page_types = ["mindmaps.MindMapIndexPage"]
    base_form_class = MindMapForm
    search_kind = "mind-map"
    kind_label = _("Mind map")

    map_kind = models.CharField(_("used in"), max_length=12, choices=MapKind, default=MapKind.CLASSROOM, db_index=True)
    purpose = models.CharField(
        _("purpose"), max_length=300, blank=True, help_text=_("What it was made for, such as “to sum up the unit”.")
    )
    tree = MindMapTreeField(
        _("map"),
        help_text=_(
            "One node a line. The first line is the subject; indent each level by two more spaces. "
            "Keep a node to one to six words."
        ),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True, help_text=_("Shown below the map."))

    edit_handler = knowledge_edit_handler(
        [
            *BasePage.content_panels,
            FieldRowPanel([FieldPanel("map_kind"), FieldPanel("purpose")]),
            FieldPanel("tree"),
            FieldPanel("note"),
        ]
    )

    class Meta:
        verbose_name = _("mind map")
        verbose_name_plural = _("mind maps")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        context = super().get_content(request)
        if self.tree:
            context["drawing"] = self.draw()
            context["outline_key"] = tree_key(self.tree)
            context["branches"] = [
                {"node": branch, "colour": colour_of(branch, "", number)}
                for number, branch in enumerate(self.tree.get("children", ()))
            ]
        context["drawing_url"] = self.get_drawing_url(request)
        return context

    def draw(self, template: str = "mindmaps/drawing.svg") -> SafeString:
        return render_drawing(self.tree, self.title, self.describe_drawing(), template)

    def describe_drawing(self) -> str:
        """What the drawing shows, for those who cannot see it; the outline beside it says the rest."""
        branches = ", ".join(branch["label"] for branch in self.tree.get("children", ()))
        return gettext("Mind map of %(subject)s with the branches %(branches)s.") % {
            "subject": self.tree["label"],
            "branches": branches or "-",
        }

    def get_drawing_url(self, request: HttpRequest | None = None) -> str:
        url = self.get_url(request)
        return f"{url}{DRAWING_NAME}" if url else ""

    def get_facts(self) -> list[dict[str, object]]:
        return facts(
            (gettext("Used in"), self.get_map_kind_display()),
            (gettext("Main branches"), len(self.tree.get("children", ()))),
            (gettext("Nodes"), len(labels(self.tree))),
            (gettext("Grade"), ", ".join(grade.code for grade in self.grades.all())),
        )

    def get_json_ld(self) -> dict[str, object]:
        url = self.get_drawing_url()
        return {
            "genre": gettext("Mind map"),
            "abstract": self.purpose,
            "educationalLevel": [grade.name for grade in self.grades.all()],
            "about": [branch["label"] for branch in self.tree.get("children", ())],
            "encoding": {"@type": "ImageObject", "contentUrl": url, "encodingFormat": "image/svg+xml"} if url else "",
        }

    def get_search_body(self) -> str:
        return self.purpose

    def get_search_sections(self) -> tuple[Section, ...]:
        """Each node, under the name of its main branch, opens at its place in the outline."""
        return (*node_sections(self.tree), *((Section(self.note, "outline"),) if self.note else ()))

    def get_search_facts(self) -> tuple[str, ...]:
        return (*super().get_search_facts(), str(self.get_map_kind_display()))


class MindMapIndexPage(KindIndexPage):
    template = "pages/knowledge_index_page.html"
    search_kind = ""
    listed_kind = "mind-map"
    subpage_types = ["mindmaps.MindMapPage"]

    class Meta:
        verbose_name = _("list of mind maps")
        verbose_name_plural = _("lists of mind maps")
