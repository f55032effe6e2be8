from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from content.core.blocks.body import contents_of
from content.website.models.base import BodyPage


class StandardPage(BodyPage):
    """A page of text, pictures, tables and files: about the office, policies, guides."""

    template = "pages/standard_page.html"
    parent_page_types = ["website.HomePage", "website.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["website.StandardPage"]
    search_kind = "page"
    page_description = _("Text, pictures, tables, steps, files.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        children = StandardPage.objects.child_of(self).visible_to(request.user).order_by("path")
        context["subpages"] = [
            {"title": page.title, "url": page.get_url(request), "summary": page.summary} for page in children
        ]
        context["contents"] = contents_of(self.body)
        return context
