"""How a reflection is edited in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from content.core.models import BasePage

reflection_panels = [
    *BasePage.content_panels,
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("event"), FieldPanel("event_type")]), FieldPanel("keywords")],
        heading=_("Event"),
        help_text=_("The day of the event stands under “About it”."),
    ),
    MultiFieldPanel(
        [FieldPanel("su_points"), FieldPanel("ji_points"), FieldPanel("pu_questions"), FieldPanel("li_summary")],
        heading=_("Listen, think, ask, write"),
    ),
    InlinePanel("commitments", label=_("commitment"), heading=_("What I will do"), max_num=5),
]

commitment_panels = [
    FieldPanel("text"),
    FieldRowPanel([FieldPanel("due_date"), FieldPanel("stage"), FieldPanel("status")]),
    FieldPanel("check_note"),
    FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by"), FieldPanel("check_result")]),
]
