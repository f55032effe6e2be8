"""
What must agree inside a record and between records: sums, scores, counts, the order of dates.

`check_record` is asked only about records whose shape is right, `check_district` only when all shapes are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.demo.schema.exchange_checks import (
    check_focus_group,
    check_helper_case,
    check_one_page,
    check_space,
    check_thread,
)
from content.demo.schema.findings import Place
from content.demo.schema.learning_checks import check_mind_map, check_unit
from content.demo.schema.office_checks import check_oit_year, check_school, check_standard, check_team
from content.demo.schema.site_checks import check_site
from content.demo.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.demo.district import District
    from content.demo.schema.findings import Findings

CHECKS: dict[str, Callable[[dict, Place, Findings], None]] = {
    "schools": check_school,
    "teams": check_team,
    "standards": check_standard,
    "oit_years": check_oit_year,
    "learning_units": check_unit,
    "mind_maps": check_mind_map,
    "focus_groups": check_focus_group,
    "one_pages": check_one_page,
    "helper_cases": check_helper_case,
    "forum_spaces": check_space,
    "forum_threads": check_thread,
}
SCHOOL_CODES = ("smis_code", "ministry_code", "obec_code")


def check_record(collection: str, record: dict, place: Place, found: Findings) -> None:
    check = CHECKS.get(collection)
    if check:
        check(record, place, found)


def check_district(district: District, found: Findings) -> None:
    """What holds between records of several collections."""
    _check_school_codes(district, found)
    _check_slugs_of_pages(district, found)
    _check_public_duties(district, found)
    _check_heads(district, found)
    _check_indicators(district, found)
    check_site(district, found)


def _check_school_codes(district: District, found: Findings) -> None:
    for field in SCHOOL_CODES:
        seen: dict[str, str] = {}
        for school in district.of("schools"):
            first = seen.setdefault(school[field], school["slug"])
            if first != school["slug"]:
                message = _("is also the code of “%(slug)s”.")
                found.add(Place("schools.json", school["slug"], field), message % {"slug": first})


def _check_slugs_of_pages(district: District, found: Findings) -> None:
    """Help given is kept among the KM notes, where one address must not serve two."""
    notes = {note["slug"] for note in district.of("notes")}
    for case in district.of("helper_cases"):
        if case["slug"] in notes:
            found.add(Place("helper_cases.json", case["slug"], "slug"), _("is also the slug of a KM note."))


def _check_public_duties(district: District, found: Findings) -> None:
    items = {item["no"] for year in district.of("oit_years") if year["fiscal_year"] == 2569 for item in year["items"]}
    message = _("“%(item)s” is not an item of the fiscal year 2569.")
    for group in district.of("work_groups"):
        for item in group["oit_2569"]:
            if item not in items:
                found.add(Place("work_groups.json", group["slug"], "oit_2569"), message % {"item": item})
    for news in district.of("news"):
        item = news["oit_item_2569"]
        if item is not None and item not in items:
            found.add(Place("news.json", news["slug"], "oit_item_2569"), message % {"item": item})


def _check_heads(district: District, found: Findings) -> None:
    groups_of_roles = {role["slug"]: role["work_group"] for role in district.of("roles")}
    for group in district.of("work_groups"):
        if groups_of_roles.get(group["head_role"], group["slug"]) != group["slug"]:
            message = _("“%(role)s” belongs to another work group.")
            place = Place("work_groups.json", group["slug"], "head_role")
            found.add(place, message % {"role": group["head_role"]})


def _check_indicators(district: District, found: Findings) -> None:
    """Each indicator of a unit stands in the unit's version of the curriculum."""
    indicators = read_vocabulary().indicators
    for unit in district.of("learning_units"):
        known = indicators.get(unit["curriculum_version"], frozenset())
        for number, indicator in enumerate(unit["indicators"], start=1):
            if indicator["code"] not in known:
                place = Place("learning_units.json", unit["slug"], "indicators").item(number).at("code")
                found.add(place, _("“%(slug)s” does not exist.") % {"slug": indicator["code"]})
