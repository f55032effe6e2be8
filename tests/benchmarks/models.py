"""A Wagtail page as the tutorial makes it: what our pages are compared with."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class BarePage(Page):
    template = "benchmarks/bare_page.html"

    body = RichTextField(blank=True)

    search_fields = [*Page.search_fields, index.SearchField("body")]

    content_panels = [*Page.content_panels, FieldPanel("body")]
