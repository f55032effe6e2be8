"""How a Focus Group report is edited in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from content.core.models import BasePage

focus_group_panels = [
    *BasePage.content_panels,
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("stakeholder_group"), FieldPanel("stakeholder_label")]),
            FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("source_ref")]),
            FieldPanel("place"),
            FieldPanel("moderator"),
            FieldPanel("note_takers"),
            FieldPanel("participants"),
        ],
        heading=_("Session"),
        help_text=_("The day of the session stands under “About it”."),
    ),
    MultiFieldPanel(
        [FieldPanel("objective"), FieldPanel("question_guide"), FieldPanel("statements")],
        heading=_("What was asked and said"),
    ),
    FieldPanel("themes"),
    FieldPanel("conclusions"),
    InlinePanel("resolutions", label=_("resolution"), heading=_("Resolutions")),
    InlinePanel(
        "follow_ups",
        label=_("follow-up check"),
        heading=_("Follow-up checks (C)"),
        help_text=_("Nothing counts as acted upon before somebody has checked it."),
    ),
]

resolution_panels = [
    FieldPanel("text"),
    FieldRowPanel([FieldPanel("owner_group"), FieldPanel("due_date"), FieldPanel("status")]),
    FieldRowPanel([FieldPanel("indicator"), FieldPanel("result_ref")]),
]

follow_up_panels = [
    FieldRowPanel([FieldPanel("date"), FieldPanel("by")]),
    FieldPanel("note"),
    FieldRowPanel([FieldPanel("stage"), FieldPanel("result")]),
]
