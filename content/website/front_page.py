"""What the home page shows, as plain values for its template."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from content.website.knowledge import KINDS, newest_units_and_counts
from content.website.landmarks import kind_url, landmarks
from content.website.news_list import latest_news

if TYPE_CHECKING:
    from django.http import HttpRequest

UNITS_SHOWN = 3
NEWS_SHOWN = 4


def front_page_context(request: HttpRequest) -> dict[str, object]:
    places = landmarks(request)
    units, counts = newest_units_and_counts(request.user, UNITS_SHOWN)
    return {
        "search_url": reverse("search"),
        "kinds": [
            {
                "kind": kind.key,
                "label": kind.label,
                "count_text": kind.counted % {"count": counts.get(kind.key, 0)},
                "url": kind_url(kind.key, places),
            }
            for kind in KINDS
        ],
        "units": units,
        "units_url": kind_url("learning-unit", places),
        "news": latest_news(request.user, request, NEWS_SHOWN),
        "news_url": places.get("newsindexpage", ""),
        "contact_url": places.get("contactpage", ""),
        "schools_url": places.get("schoolindexpage", ""),
        "work_groups_url": places.get("workgroupindexpage", ""),
    }


def example_links(words: list[str]) -> list[dict[str, str]]:
    search = reverse("search")
    return [{"label": text, "url": f"{search}?{urlencode({'q': text})}"} for text in words]
