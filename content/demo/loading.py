"""Load a district: everything in one transaction, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import pgettext, pgettext_lazy

from content.core.search_sources import page_key
from content.demo.load import (
    accounts,
    exchange,
    exchange_events,
    forums,
    frame,
    group_pages,
    knowledge,
    links,
    news,
    notes,
    office_pages,
    people,
    tree,
    units,
    versions,
    worksheets,
)
from content.demo.load.context import Load, Tally
from content.forums.services.spreading import topic_changed
from content.people import services
from content.people.models import Role
from content.people.roles import RoleKey
from content.taxonomy.loading import load_taxonomy
from search.service import changed, paused

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.demo.district import District

    Report = Callable[[str, Tally], None]


def load_vocabulary(load: Load) -> Tally:
    counts = load_taxonomy(only_new=True)
    knowledge.read_taxonomy(load)
    return Tally(made=counts["created"], present=counts["unchanged"])


def load_roles(load: Load) -> Tally:
    """After the bank, where contributors get permissions; what an administrator changed since stays as it is."""
    bank = load.pages["index", "knowledge"]
    present = Role.objects.count()
    if present < len(RoleKey) or any(made.page == bank for made in load.made_pages):
        services.load_roles()
    return Tally(made=Role.objects.count() - present, present=present)


def announce(load: Load) -> Tally:
    """Tell search of all pages and topics at once, in the transaction that makes them."""
    changed(page_key(made.page.pk) for made in load.made_pages)
    for topic in load.made_topics:
        topic_changed(topic)
    return Tally(made=len(load.made_pages) + len(load.made_topics))


STEPS: tuple[tuple[object, Callable[[Load], Tally]], ...] = (
    (pgettext_lazy("sample district", "curriculum and other vocabulary"), load_vocabulary),
    (pgettext_lazy("sample district", "home page"), tree.load_home),
    (pgettext_lazy("sample district", "lists"), tree.load_index_pages),
    (pgettext_lazy("sample district", "roles"), load_roles),
    (pgettext_lazy("sample district", "work groups"), people.load_work_groups),
    (pgettext_lazy("sample district", "schools"), people.load_schools),
    (pgettext_lazy("sample district", "people"), people.load_people),
    (pgettext_lazy("sample district", "staff teams"), people.load_teams),
    (pgettext_lazy("sample district", "demo accounts"), accounts.load_accounts),
    (pgettext_lazy("sample district", "pages of work groups"), group_pages.load_work_group_pages),
    (pgettext_lazy("sample district", "pages of staff teams"), group_pages.load_team_pages),
    (pgettext_lazy("sample district", "pages of schools"), group_pages.load_school_pages),
    (pgettext_lazy("sample district", "contact page"), office_pages.load_contact),
    (pgettext_lazy("sample district", "pages about the office"), office_pages.load_standard_pages),
    (pgettext_lazy("sample district", "standards"), office_pages.load_standards),
    (pgettext_lazy("sample district", "lists of public data"), office_pages.load_oit_years),
    (pgettext_lazy("sample district", "learning units"), units.load_units),
    (pgettext_lazy("sample district", "mind maps"), units.load_mind_maps),
    (pgettext_lazy("sample district", "Focus Group outcomes"), exchange.load_focus_groups),
    (pgettext_lazy("sample district", "one-page reflections"), exchange.load_reflections),
    (pgettext_lazy("sample district", "KM notes"), notes.load_notes),
    (pgettext_lazy("sample district", "help given"), notes.load_helper_cases),
    (pgettext_lazy("sample district", "news"), news.load_news),
    (pgettext_lazy("sample district", "forum spaces"), forums.load_spaces),
    (pgettext_lazy("sample district", "forum categories"), forums.load_categories),
    (pgettext_lazy("sample district", "forum topics"), forums.load_topics),
    (pgettext_lazy("sample district", "exchange events"), exchange_events.load_exchange_events),
    (pgettext_lazy("sample district", "links between items"), links.load_links),
    (pgettext_lazy("sample district", "worksheets"), worksheets.load_worksheets),
    (pgettext_lazy("sample district", "office settings"), frame.load_settings),
    (pgettext_lazy("sample district", "menus"), frame.load_menus),
    (pgettext_lazy("sample district", "site-wide message"), frame.load_alert),
    (pgettext_lazy("sample district", "first versions"), versions.load_versions),
)


# The first steps are what any office needs before its own content: vocabulary, home page, empty lists, roles.
FRAME_STEPS = 4


def load_district(
    district: District,
    *,
    with_accounts: bool,
    report: Report,
    frame_only: bool = False,
) -> Load:
    """Build `district`, or only the frame of its site, in the database; what is there already stays as it is."""
    steps = (*STEPS[:FRAME_STEPS], STEPS[-1]) if frame_only else STEPS
    load = Load(district, with_accounts)
    try:
        with transaction.atomic():
            # Making a page touches it several times; search hears of it once, at the end.
            with paused():
                for label, step in steps:
                    report(str(label), step(load))
            report(pgettext("sample district", "pages for search"), announce(load))
    except BaseException:
        load.forget_files()
        raise
    return load
