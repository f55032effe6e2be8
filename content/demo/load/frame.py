"""What stands around every page: the office's name and channels, the menus, the message that this is a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.generated import page_named
from content.website.models import Menu, OfficeSettings, SiteAlert

if TYPE_CHECKING:
    from content.demo.load.context import Load


def load_settings(load: Load) -> Tally:
    tally = Tally()
    office, contact = load.district.office, load.district.office["contact"]
    settings = OfficeSettings.load()
    # A name means that somebody has filled in the settings, whoever it was.
    made = not settings.name
    if made:
        settings.name = office["name"]
        settings.short_name = office["short_name"]
        settings.parent_name = office["parents"][0]
        settings.address = contact["address"]
        settings.phone = contact["phone"] or ""
        settings.email = contact["email"]
        settings.hours = load.district.site["contact"]["hours"]
        settings.full_clean()
        settings.save()
    tally.count(made=made)
    return tally


def load_menus(load: Load) -> Tally:
    tally = Tally()
    for place, links in load.district.site["menus"].items():
        made = not Menu.objects.filter(place=place).exists()
        if made:
            items = [
                (
                    "item",
                    {
                        "label": link["label"],
                        "page": page_named(load, link["page"]) if "page" in link else None,
                        "url": link.get("url", ""),
                        "children": [],
                    },
                )
                for link in links
            ]
            menu = Menu(place=place, items=items)
            menu.full_clean()
            menu.save()
        tally.count(made=made)
    return tally


def load_alert(load: Load) -> Tally:
    """The message stays away once it has been taken down: any message that exists shows that editors know of it."""
    tally = Tally()
    record = load.district.site["alert"]
    # Made together with the pages of a new site, never put back later.
    made = any(entry.page == load.pages["site", record["page"]] for entry in load.made_pages)
    if made:
        alert = SiteAlert(text=record["text"], link_page_id=load.pages["site", record["page"]].pk)
        alert.full_clean()
        alert.save()
    tally.count(made=made)
    return tally
