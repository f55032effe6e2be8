"""What every template may read, worked out only when a template reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from content.website.site_frame import frame_for

if TYPE_CHECKING:
    from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, object]:
    """`office` (name, channels, alert) and `menus` (header, footer)."""
    frame: dict[str, dict[str, object]] = {}

    def part(name: str) -> object:
        if not frame:
            frame.update(frame_for(request))
        return frame[name]

    return {
        "office": SimpleLazyObject(lambda: part("office")),
        "menus": SimpleLazyObject(lambda: part("menus")),
    }
