from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from content.website.models.base import BodyPage
from content.website.phones import phone_url

if TYPE_CHECKING:
    from django.http import HttpRequest


class ContactPage(BodyPage):
    """How to reach the office. Address and channels come from the office settings, so that they are written once."""

    template = "pages/contact_page.html"
    parent_page_types = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    search_kind = "page"
    schema_type = "ContactPage"

    content_panels = [
        *BodyPage.content_panels[:-1],
        InlinePanel("contact_points", label=_("contact"), heading=_("Direct contacts")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), "contact_points": list(self.contact_points.all())}

    def get_search_body(self) -> str:
        return "\n".join(point.name for point in self.contact_points.all())


class ContactPoint(Orderable):
    """A number or address for one matter, such as salaries or school building."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="contact_points")
    name = models.CharField(_("matter or unit"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])]

    class Meta(Orderable.Meta):
        verbose_name = _("direct contact")
        verbose_name_plural = _("direct contacts")

    def __str__(self) -> str:
        return self.name

    @property
    def phone_url(self) -> str:
        return phone_url(self.phone)
