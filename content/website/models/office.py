"""What names the office, and messages to everyone. All of it content: another office changes no code."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from content.core.blocks.links import check_link_address


def default_site_name() -> str:
    return settings.SITE_NAME


@register_setting(icon="home", order=100)
class OfficeSettings(BaseGenericSetting):
    site_name = models.CharField(_("name of the site"), max_length=80, default=default_site_name)
    name = models.CharField(_("full name of the office"), max_length=200, blank=True)
    short_name = models.CharField(_("short name of the office"), max_length=80, blank=True)
    parent_name = models.CharField(
        _("belongs to"), max_length=200, blank=True, help_text=_("The authority above the office.")
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Square. Without one, the theme's own sign is shown."),
    )
    address = models.TextField(_("address"), max_length=400, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=150, blank=True)
    line_url = models.URLField(_("LINE"), blank=True)
    facebook_url = models.URLField(_("Facebook"), blank=True)
    map_url = models.URLField(
        _("link to a map"), max_length=500, blank=True, help_text=_("Opens in a new page; no map is embedded.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("site_name"),
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("parent_name")]),
                FieldPanel("logo"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("hours"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("fax"), FieldPanel("email")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("facebook_url"), FieldPanel("line_url"), FieldPanel("map_url")], heading=_("Channels")
        ),
    ]

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("office")


class SiteAlert(models.Model):
    """A message above every page, for as long as it matters: floods, closed days, moved meetings."""

    class Level(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")
        DANGER = "danger", _("Urgent")

    text = models.CharField(_("message"), max_length=200, help_text=_("One sentence. What is it, and what to do?"))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.INFO)
    link_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page with more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_url = models.CharField(_("or address"), max_length=300, blank=True, validators=[check_link_address])
    shown_from = models.DateTimeField(_("show from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("show until"), null=True, blank=True)
    is_on = models.BooleanField(_("show it"), default=True)

    panels = [
        FieldPanel("text"),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("link_page"), FieldPanel("link_url")]),
        FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
        FieldPanel("is_on"),
    ]

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("site-wide message")
        verbose_name_plural = _("site-wide messages")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.shown_from and self.shown_until and self.shown_until <= self.shown_from:
            raise ValidationError({"shown_until": _("The end must come after the beginning.")})
        if self.link_page_id and self.link_url:
            raise ValidationError({"link_url": _("Choose a page or write an address, not both.")})
