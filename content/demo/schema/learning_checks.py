"""What must agree inside a learning unit or a mind map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.demo.schema.findings import Findings, Place


def check_unit(unit: dict, place: Place, found: Findings) -> None:
    for name in ("learning_areas", "activities"):
        hours = sum(part["hours"] for part in unit[name])
        if hours != unit["hours"]:
            message = _("come to %(counted)d hours, the unit has %(stated)d.")
            found.add(place.at(name), message % {"counted": hours, "stated": unit["hours"]})
    weights = sum(line["weight"] for line in unit["rubric"])
    if unit["rubric"] and weights != 100:
        found.add(place.at("rubric"), _("has weights that come to %(count)d, not to 100.") % {"count": weights})
    areas = {area["code"] for area in unit["learning_areas"]}
    for number, indicator in enumerate(unit["indicators"], start=1):
        _check_indicator(unit, areas, indicator, place.at("indicators").item(number), found)
    standards = {indicator["standard"] for indicator in unit["indicators"]}
    if standards != set(unit["standards"]):
        found.add(place.at("standards"), _("are not the standards of the unit's indicators."))
    steps = [activity["step"] for activity in unit["activities"]]
    if steps != list(range(1, len(steps) + 1)):
        found.add(place.at("activities"), _("have steps that do not run 1, 2, 3 and so on."))


def _check_indicator(unit: dict, areas: set[str], indicator: dict, place: Place, found: Findings) -> None:
    code = indicator["code"]
    standard, _space, end = code.rpartition(" ")
    if standard != indicator["standard"]:
        found.add(place.at("standard"), _("does not agree with the code “%(code)s”.") % {"code": code})
    if end.partition("/")[0] != indicator["grade"] or indicator["grade"] not in unit["grades"]:
        found.add(place.at("grade"), _("does not agree with the code “%(code)s”.") % {"code": code})
    if code[0] != indicator["area"] or indicator["area"] not in areas:
        found.add(place.at("area"), _("does not agree with the code “%(code)s”.") % {"code": code})


def check_mind_map(mind_map: dict, place: Place, found: Findings) -> None:
    nodes = list(nodes_below(mind_map["root"]))
    if len(nodes) != mind_map["node_count"]:
        message = _("says %(stated)s, but it comes to %(counted)s.")
        found.add(place.at("node_count"), message % {"stated": mind_map["node_count"], "counted": len(nodes)})
    levels = max(depth for _node, depth in nodes)
    if levels != mind_map["levels"]:
        message = _("says %(stated)s, but it comes to %(counted)s.")
        found.add(place.at("levels"), message % {"stated": mind_map["levels"], "counted": levels})
    ids = [node["id"] for node, _depth in nodes]
    if len(set(ids)) < len(ids):
        found.add(place.at("root"), _("has two nodes with one id."))


def nodes_below(node: dict, depth: int = 1) -> Iterator[tuple[dict, int]]:
    """A node and all below it, each with its level counted from one."""
    yield node, depth
    for child in node["children"]:
        yield from nodes_below(child, depth + 1)
