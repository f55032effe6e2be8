from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from content.website.models.base import BodyPage

if TYPE_CHECKING:
    from django.http import HttpRequest


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

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        children = StandardPage.objects.child_of(self).visible_to(request.user).order_by("path")
        subpages = [{"title": page.title, "url": page.get_url(request), "summary": page.summary} for page in children]
        return {**super().get_content(request), "subpages": subpages}
