"""Admin panels that all kinds of knowledge share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from content.core.models import BasePage

about_panels = [
    MultiFieldPanel(
        [
            InlinePanel("item_authors", min_num=1, label=_("author"), heading=_("Authors (the first is the owner)")),
            FieldRowPanel([FieldPanel("work_group"), FieldPanel("school"), FieldPanel("team")]),
        ],
        heading=_("Who made it"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("learning_areas"),
            FieldPanel("grades"),
            FieldRowPanel([FieldPanel("academic_year"), FieldPanel("pillar"), FieldPanel("dated")]),
            FieldPanel("tags"),
        ],
        heading=_("What it is about"),
    ),
    FieldRowPanel([FieldPanel("licence"), FieldPanel("review_date")]),
]

links_panels = [
    InlinePanel("item_attachments", label=_("attachment"), heading=_("Attachments")),
    InlinePanel("related_links", label=_("related item"), heading=_("Related items")),
]

reader_panels = [
    FieldPanel("audience"),
    InlinePanel(
        "item_readers",
        label=_("named reader"),
        heading=_("Named readers"),
        help_text=_("Needed only where the audience is “Only the named readers”."),
    ),
]


def knowledge_edit_handler(content_panels: list) -> TabbedInterface:
    """The tabs of every kind: its content, what it is about, links and files, who may read it, its address."""
    return TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(about_panels, heading=_("About it")),
            ObjectList(links_panels, heading=_("Files and links")),
            ObjectList(reader_panels, heading=_("Readers")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
        ]
    )
