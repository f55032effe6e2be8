"""
What stands around every page: the office, its menus, messages to all.

It is remembered until content changes. Which of the linked pages may be seen is remembered for each set of audiences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.core.memory import remembered
from content.website.landmarks import page_rows
from content.website.phones import phone_url

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

OFFICE_FIELDS = (
    *("site_name", "name", "short_name", "parent_name", "address", "phone", "fax", "email", "hours"),
    *("line_url", "facebook_url", "map_url"),
)
LOGO_FILTER = "fill-96x96"
# The most pressing message is shown; one at a time, so that it is read.
URGENCY = {"danger": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    page_id: int | None
    url: str
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    text: str
    level: str
    page_id: int | None
    url: str
    shown_from: datetime.datetime | None
    shown_until: datetime.datetime | None

    def is_due(self, moment: datetime.datetime) -> bool:
        return (not self.shown_from or self.shown_from <= moment) and (
            not self.shown_until or moment < self.shown_until
        )


@dataclass(frozen=True, slots=True)
class Frame:
    office: Mapping[str, object]
    menus: Mapping[str, tuple[Link, ...]]
    alerts: tuple[Alert, ...]
    page_ids: frozenset[int]


def current_frame() -> Frame:
    """The frame as last saved by anyone."""
    return remembered(("frame",), _read_frame)


def _read_frame() -> Frame:
    menus = {menu.place: tuple(_links(menu.items)) for menu in apps.get_model("website", "Menu").objects.all()}
    alerts = tuple(
        Alert(row.text, row.level, row.link_page_id, row.link_url, row.shown_from, row.shown_until)
        for row in apps.get_model("website", "SiteAlert").objects.filter(is_on=True)
    )
    linked = {link.page_id for links in menus.values() for item in links for link in (item, *item.children)}
    linked |= {alert.page_id for alert in alerts}
    return Frame(
        office=_read_office(), menus=menus, alerts=alerts, page_ids=frozenset(pk for pk in linked if pk is not None)
    )


def _read_office() -> dict[str, object]:
    settings_model = apps.get_model("website", "OfficeSettings")
    row = settings_model.objects.select_related("logo").first() or settings_model()
    office: dict[str, object] = {name: getattr(row, name) for name in OFFICE_FIELDS}
    office["phone_url"] = phone_url(row.phone)
    office["logo"] = _logo(row.logo)
    return office


def _logo(image: object) -> dict[str, object] | None:
    if image is None:
        return None
    try:
        rendition = image.get_rendition(LOGO_FILTER)
    except OSError:
        # The file is missing or broken: the theme's own sign is shown.
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": image.default_alt_text}


def _links(stream: Iterable) -> Iterable[Link]:
    for block in stream:
        yield _link(block.value, tuple(_link(child) for child in block.value["children"]))


def _link(value: Mapping[str, object], children: tuple[Link, ...] = ()) -> Link:
    page = value["page"]
    return Link(
        label=str(value["label"] or ""),
        page_id=page.pk if page else None,
        url=str(value["url"] or ""),
        children=children,
    )


def frame_for(request: HttpRequest) -> dict[str, object]:
    """The theme's `office` and `menus` for one request."""
    frame = current_frame()
    audiences = audiences_of(request.user)
    pages = remembered(("frame pages", audiences), lambda: page_rows(frame.page_ids, request))
    office = {**frame.office, "alert": _due_alert(frame.alerts, pages)}
    menus = {
        place: [item for link in frame.menus.get(place, ()) if (item := _shown(link, pages, request.path))]
        for place in ("header", "footer")
    }
    shown = [item for place in menus.values() for item in place]
    current = (item["url"] for above in shown for item in (above, *above["children"]) if item["is_current"])
    # The menus depend on which of the linked pages are seen and on where the viewer is, not on who it is.
    return {"office": office, "menus": {**menus, "key": (frozenset(pages), *current)}}


def _due_alert(alerts: Iterable[Alert], pages: Mapping[int, Mapping[str, object]]) -> dict[str, object] | None:
    now = timezone.now()
    due = sorted((alert for alert in alerts if alert.is_due(now)), key=lambda alert: URGENCY.get(alert.level, 9))
    if not due:
        return None
    alert = due[0]
    page = pages.get(alert.page_id, {}) if alert.page_id else {}
    return {
        "text": alert.text,
        "level": alert.level,
        "url": page.get("url", "") or alert.url,
        "link_label": page.get("title", "") or _("Read more"),
    }


def _shown(link: Link, pages: Mapping[int, Mapping[str, object]], path: str) -> dict[str, object] | None:
    """The link as plain values, or None where its page is gone or hidden from this viewer."""
    page = pages.get(link.page_id) if link.page_id else None
    url = str(page["url"]) if page else link.url
    if not url:
        return None
    label = link.label or (str(page["title"]) if page else url)
    return {
        "title": label,
        "label": label,
        "url": url,
        "is_current": path == url or (url != "/" and path.startswith(url) and url.endswith("/")),
        "children": [item for child in link.children if (item := _shown(child, pages, path))],
    }
