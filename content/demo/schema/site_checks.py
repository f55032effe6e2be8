"""What must agree inside `site.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.demo.schema.findings import Place
from content.demo.schema.site_files import INDEX_PAGES, PLATFORM_ROLES

if TYPE_CHECKING:
    from content.demo.district import District
    from content.demo.schema.findings import Findings

PLACE = Place("site.json")


def page_slugs(site: dict) -> set[str]:
    """The slugs of the pages that menus and buttons may lead to."""
    listed = [*site["pages"], *site["index_pages"], site["contact"]]
    return {page["slug"] for page in listed}


def check_site(district: District, found: Findings) -> None:
    site = district.site
    _complete([page["key"] for page in site["index_pages"]], INDEX_PAGES, "index_pages", found)
    _complete([account["role"] for account in site["accounts"]], PLATFORM_ROLES, "accounts", found)
    slugs = [page["slug"] for page in [*site["pages"], *site["index_pages"], site["contact"]]]
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        found.add(PLACE.of(slug), _("stands twice in this file."))
    known: set[str] = set()
    for page in site["pages"]:
        if page["parent"] and page["parent"] not in known:
            found.add(PLACE.of(page["slug"]).at("parent"), _("must stand before the page in this file."))
        known.add(page["slug"])
    for number, attachment in enumerate(site["attachments"], start=1):
        if not any(record["slug"] == attachment["slug"] for record in district.of(attachment["collection"])):
            place = PLACE.at("attachments").item(number).at("slug")
            found.add(place, _("“%(slug)s” does not exist.") % {"slug": attachment["slug"]})
    for place, links in site["menus"].items():
        for number, link in enumerate(links, start=1):
            if ("page" in link) == ("url" in link):
                found.add(PLACE.at(f"menus.{place}").item(number), _("must name either a page or an address."))
    names = {role["slug"] for role in district.of("roles")}
    for account in site["accounts"]:
        if account["username"] in names:
            found.add(PLACE.of(account["username"]), _("is also the slug of a role."))


def _complete(present: list[str], wanted: tuple[str, ...], field: str, found: Findings) -> None:
    if sorted(present) != sorted(wanted):
        message = _("must hold each of these once: %(values)s.")
        found.add(PLACE.at(field), message % {"values": ", ".join(wanted)})
