"""Showing what was sought in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def highlighted(segments: Iterable[tuple[str, bool]]) -> SafeString:
    """`{{ hit.title|highlighted }}`: pairs of text and whether it is what was sought, escaped, with marks around."""
    pieces = (*segments, ("", False))
    # One call for all pieces: with one for each, a page of hits took 2 ms longer. It wants at least one piece.
    pattern = "".join("<mark>{}</mark>" if match else "{}" for _, match in pieces)
    return format_html(pattern, *(text for text, _ in pieces))
