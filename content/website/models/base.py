"""What the website's page types share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.core.blocks.body import BodyBlock, contents_of, stream_sections
from content.core.models import BasePage
from content.website.descriptions import page_json_ld

if TYPE_CHECKING:
    from django.http import HttpRequest

    from search.documents import Section


class WebsitePage(BasePage):
    """A page of the website: described to search engines, with the name of its kind for the theme."""

    kind_label = _("Page")

    class Meta:
        abstract = True

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {
            "kind": self.search_kind,
            "kind_label": self.kind_label,
            "json_ld": page_json_ld(self, request, self.get_breadcrumbs(request)),
        }

    def get_json_ld(self, request: HttpRequest) -> dict[str, object]:
        """What the page type adds to its schema.org description."""
        return {}


class BodyPage(WebsitePage):
    """A page with a free body of blocks."""

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*WebsitePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), "contents": contents_of(self.body)}

    def get_search_sections(self) -> tuple[Section, ...]:
        return stream_sections(self.body)


class IndexPage(WebsitePage):
    """
    A page that lists others of one type. There is one of each.

    It can itself be found: who searches for "school directory" means this page.
    """

    search_kind = "page"
    max_count = 1
    parent_page_types = ["website.HomePage"]

    introduction = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*WebsitePage.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def get_search_body(self) -> str:
        return self.introduction
