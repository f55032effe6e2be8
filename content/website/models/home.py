from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.website.front_page import example_links, front_page_context
from content.website.models.base import WebsitePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(WebsitePage):
    """
    The front door: search first, then what the knowledge bank holds for this viewer, new units and news.

    It is not itself found by search: every search can be started from it.
    """

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    # Whatever names it as its parent may stand below it: apps above this one hang their front doors here.
    subpage_types = None
    max_count = 1
    search_kind = ""

    hero_heading = models.TextField(
        _("heading"),
        max_length=120,
        default="ความรู้ของครูและสำนักงาน\nอยู่ตรงนี้ หาเจอ ใช้ได้จริง",
        help_text=_("One or two short lines above the search field."),
    )
    search_placeholder = models.CharField(
        _("hint inside the search field"),
        max_length=80,
        default="พิมพ์คำที่อยากรู้ เช่น บูรณาการ ทะเลน้อย ป.5",
    )

    content_panels = [
        *WebsitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_heading"),
                FieldPanel("search_placeholder"),
                InlinePanel("example_searches", label=_("example"), heading=_("Examples to try"), max_num=6),
            ],
            heading=_("Search"),
        ),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        examples = example_links([example.text for example in self.example_searches.all()])
        return {**super().get_content(request), "examples": examples, **front_page_context(request)}


class ExampleSearch(Orderable):
    """A search that visitors can try with one tap."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="example_searches")
    text = models.CharField(_("words"), max_length=40)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("example search")
        verbose_name_plural = _("example searches")

    def __str__(self) -> str:
        return self.text
