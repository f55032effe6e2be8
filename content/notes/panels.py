"""How a note is edited in the admin."""

from __future__ import annotations

from django import forms
from wagtail.admin.panels import FieldPanel

from content.core.models import BasePage

note_panels = [
    *BasePage.content_panels,
    FieldPanel("note_type"),
    # A plain text area: Wagtail's own grows with the text and makes a long note hard to move in.
    FieldPanel("body", widget=forms.Textarea(attrs={"rows": 24})),
]
