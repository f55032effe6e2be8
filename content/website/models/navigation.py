from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.website.menu_blocks import MenuBlock


class Menu(models.Model):
    """The links of the header or the footer, edited in the admin."""

    class Place(models.TextChoices):
        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    place = models.CharField(_("where it stands"), max_length=10, choices=Place.choices, unique=True)
    items = StreamField(MenuBlock(), verbose_name=_("links"), blank=True)

    panels = [FieldPanel("place"), FieldPanel("items")]

    class Meta:
        ordering = ["-place"]
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return self.get_place_display()
