"""What the admin shows of a document."""

from __future__ import annotations

from django import template

from content.files.text_states import text_state

register = template.Library()
register.filter("text_state", text_state)
