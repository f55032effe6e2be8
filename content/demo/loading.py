"""Load a district: everything in one transaction, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content.demo.load import (
    accounts,
    exchange,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.demo.district import District

    Report = Callable[[str, Tally], None]


def load_vocabulary(load: Load) -> Tally:
    call_command("load_taxonomy", only_new=True, verbosity=0)
    knowledge.read_taxonomy(load)
    return Tally(made=sum(len(rows) for rows in load.found.values()))


def load_roles(load: Load) -> Tally:
    # After the bank: contributors and reviewers get their permissions there.
    call_command("load_roles", verbosity=0)
    return Tally(made=1)


STEPS: tuple[tuple[object, Callable[[Load], Tally]], ...] = (
    (_("curriculum and other vocabulary"), load_vocabulary),
    (_("home page"), tree.load_home),
    (_("lists"), tree.load_index_pages),
    (_("roles"), load_roles),
    (_("work groups"), people.load_work_groups),
    (_("schools"), people.load_schools),
    (_("people"), people.load_people),
    (_("staff teams"), people.load_teams),
    (_("demo accounts"), accounts.load_accounts),
    (_("pages of work groups"), group_pages.load_work_group_pages),
    (_("pages of staff teams"), group_pages.load_team_pages),
    (_("pages of schools"), group_pages.load_school_pages),
    (_("contact page"), office_pages.load_contact),
    (_("pages about the office"), office_pages.load_standard_pages),
    (_("standards"), office_pages.load_standards),
    (_("lists of public data"), office_pages.load_oit_years),
    (_("learning units"), units.load_units),
    (_("mind maps"), units.load_mind_maps),
    (_("Focus Group outcomes"), exchange.load_focus_groups),
    (_("one-page reflections"), exchange.load_reflections),
    (_("KM notes"), notes.load_notes),
    (_("help given"), notes.load_helper_cases),
    (_("news"), news.load_news),
    (_("links between items"), links.load_links),
    (_("worksheets"), worksheets.load_worksheets),
    (_("office settings"), frame.load_settings),
    (_("menus"), frame.load_menus),
    (_("site-wide message"), frame.load_alert),
    (_("first versions"), versions.load_versions),
)


def load_district(district: District, *, with_accounts: bool, report: Report) -> Load:
    """Build `district` in the database; what is there already stays as it is."""
    load = Load(district, with_accounts)
    try:
        with transaction.atomic():
            for label, step in STEPS:
                report(str(label), step(load))
    except BaseException:
        load.forget_files()
        raise
    return load
