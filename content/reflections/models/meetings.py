"""A meeting or another event after which everybody writes one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from content.core.models import BasePage
from content.knowledge.presentation import facts
from content.reflections import meeting_reading
from content.reflections.event_types import EventType
from content.reflections.permissions import can_change_meeting
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

# Letters and digits that nobody confuses when reading them from a slide.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 6


def new_code() -> str:
    return get_random_string(CODE_LENGTH, CODE_LETTERS)


class MeetingPage(BasePage):
    """The page of one event: its short link and QR code, who has handed in, what is asked and what will be done."""

    class SheetAudience(models.TextChoices):
        MEMBERS = "members", _("Members: anyone signed in from the office or a school")
        WORK_GROUP = "work_group", _("The work group named below")

    template = "pages/meeting_page.html"
    parent_page_types = ["reflections.ReflectionIndexPage"]
    subpage_types: list[str] = []
    search_kind = "meeting"
    kind_label = _("Meeting")

    event_type = models.CharField(
        _("type of event"), max_length=12, choices=EventType.choices, default=EventType.MEETING
    )
    held_on = models.DateField(_("day of the event"), db_index=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    work_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("work group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sheet_audience = models.CharField(
        _("who may read the sheets"), max_length=12, choices=SheetAudience.choices, default=SheetAudience.MEMBERS
    )
    is_open = models.BooleanField(
        _("takes sheets"), default=True, help_text=_("Closed, nobody can hand in or change a sheet any more.")
    )
    code = models.CharField(_("short code"), max_length=12, unique=True, default=new_code, editable=False)

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("held_on"), FieldPanel("event_type")]),
        FieldPanel("place"),
        FieldRowPanel([FieldPanel("work_group"), FieldPanel("sheet_audience")]),
        FieldPanel("is_open"),
    ]

    class Meta:
        verbose_name = _("meeting with one-page reflections")
        verbose_name_plural = _("meetings with one-page reflections")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **meeting_reading.meeting_context(self, request.user)}

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context["may_change"] = can_change_meeting(request.user, self)
        return context

    @property
    def short_path(self) -> str:
        """The address behind the QR code, within the site."""
        return reverse("meeting_sheet", args=[self.code])

    @property
    def short_address(self) -> str:
        """The same as people read it from a slide and type it: browsers add the scheme themselves."""
        return f"{settings.SITE_URL.split('://', 1)[-1]}{self.short_path}"

    # What other rooms read of it

    def get_search_body(self) -> str:
        return "\n".join(
            part for part in (self.get_event_type_display(), self.place, str(self.work_group or "")) if part
        )

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        return {"group": (self.work_group.slug,)} if self.work_group else {}

    def get_search_facts(self) -> tuple[str, ...]:
        return (self.get_event_type_display(),)

    def get_search_date(self) -> dt.date | None:
        return self.held_on

    def get_facts(self) -> list[dict[str, object]]:
        return facts(
            (_("Type"), self.get_event_type_display()),
            (_("Day of the event"), thai_date(self.held_on, "long")),
            (_("Place"), self.place),
            (_("Work group"), str(self.work_group or "")),
        )
