"""schema.org descriptions of the website's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.json_ld import json_ld_script
from content.website.site_frame import current_frame

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from content.website.models.base import WebsitePage


def page_json_ld(page: WebsitePage, request: HttpRequest, breadcrumbs: list[dict[str, str]]) -> SafeString:
    """The page, its place in the site and the office behind it."""
    url = page.get_full_url(request) or ""
    described = {
        "@type": page.schema_type,
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": url,
        "inLanguage": "th",
        "dateModified": page.last_published_at,
        "publisher": office_description(request),
        **page.get_json_ld(request),
    }
    graph = [without_empty(described)]
    if breadcrumbs:
        trail = [*breadcrumbs, {"title": page.title, "url": url}]
        graph.append({"@type": "BreadcrumbList", "itemListElement": list(_list_items(trail, request))})
    return json_ld_script({"@graph": graph})


def _list_items(trail: list[dict[str, str]], request: HttpRequest):
    for position, crumb in enumerate(trail, start=1):
        item = request.build_absolute_uri(crumb["url"])
        yield {"@type": "ListItem", "position": position, "name": crumb["title"], "item": item}


def office_description(request: HttpRequest) -> dict[str, object]:
    office = current_frame().office
    return without_empty(
        {
            "@type": "GovernmentOrganization",
            "name": office["name"] or office["site_name"],
            "alternateName": office["short_name"],
            "address": office["address"],
            "telephone": office["phone"],
            "email": office["email"],
            "sameAs": [url for url in (office["facebook_url"], office["line_url"]) if url],
        }
    )


def without_empty(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
