"""What must agree inside a record about the office: pupils, teams, standards, public duties."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from content.demo.schema.findings import Findings, Place


def check_school(school: dict, place: Place, found: Findings) -> None:
    students = school["students"]
    grades = [row["grade"] for row in students["rows"]]
    if len(set(grades)) < len(grades):
        found.add(place.at("students.rows"), _("name a grade twice."))
    for number, row in enumerate(students["rows"], start=1):
        _same(row["total"], row["male"] + row["female"], place.at("students.rows").item(number).at("total"), found)
    for name in ("male", "female", "total", "rooms"):
        _same(students[name], sum(row[name] for row in students["rows"]), place.at(f"students.{name}"), found)


def check_team(team: dict, place: Place, found: Findings) -> None:
    members = [member["role"] for member in team["members"]]
    if len(set(members)) < len(members):
        found.add(place.at("members"), _("name a role twice."))


def check_standard(standard: dict, place: Place, found: Findings) -> None:
    for number, indicator in enumerate(standard["indicators"], start=1):
        where = place.at("indicators").item(number)
        thresholds = [indicator["thresholds"][level] for level in "12345"]
        upward = indicator["direction"] == "up"
        if not all(low < high if upward else low > high for low, high in pairwise(thresholds)):
            found.add(where.at("thresholds"), _("do not run in the direction of the indicator."))
        _same(indicator["demo_level"], level_reached(indicator), where.at("demo_level"), found)
    levels = [indicator["demo_level"] for indicator in standard["indicators"]]
    _same(standard["demo_average_level"], round(sum(levels) / len(levels), 2), place.at("demo_average_level"), found)


def level_reached(indicator: dict) -> int:
    """The highest level whose threshold the value meets; the lowest level is for whoever meets none."""
    value, upward = indicator["demo_value"], indicator["direction"] == "up"
    reached = [
        int(level)
        for level, threshold in indicator["thresholds"].items()
        if (value >= threshold if upward else value <= threshold)
    ]
    return max(reached, default=1)


def check_oit_year(year: dict, place: Place, found: Findings) -> None:
    _same(year["total"], len(year["items"]), place.at("total"), found)
    numbers = [item["no"] for item in year["items"]]
    if len(set(numbers)) < len(numbers):
        found.add(place.at("items"), _("name an item twice."))


def _same(stated: float, counted: float, place: Place, found: Findings) -> None:
    if abs(stated - counted) > 0.005:
        found.add(place, _("says %(stated)s, but it comes to %(counted)s.") % {"stated": stated, "counted": counted})
