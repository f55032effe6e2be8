"""
A reader of calendars that knows RFC 5545 and nothing of how ours are written.

It refuses what the standard forbids: lines that are too long or end otherwise, a missing or repeated property; and
hours that are not in UTC, for the files describe no time zone.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

# 3.1: name *(";" param) ":" value; the value of a parameter may be quoted.
LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<value>.*)'
)
PARAM = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:,]*))')
# 3.6.1 and 3.6: what must stand there once, and what may stand there once at most.
NEEDED = {"VCALENDAR": {"PRODID", "VERSION"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}}
ONCE = {
    *("PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE"),
    *("DESCRIPTION", "LOCATION", "URL", "LAST-MODIFIED"),
}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "PRODID"}


@dataclass
class Component:
    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.properties[name][1]

    def moment(self, name: str) -> dt.datetime:
        """An hour in UTC, the one form (3.3.5) that needs neither a zone nor its description (3.6.5)."""
        params, value = self.properties[name]
        assert "TZID" not in params, "3.2.19: an hour in UTC names no zone, and another needs a VTIMEZONE"
        assert re.fullmatch(r"\d{8}T\d{6}Z", value), f"{value} floats: each calendar would show another hour"
        return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def read_calendar(body: bytes) -> Component:
    assert body.endswith(b"\r\n")
    physical = body.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    root, path = None, []
    for line in _unfolded(physical):
        found = LINE.fullmatch(line)
        assert found, line
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            component = Component(value.upper())
            if path:
                path[-1].parts.append(component)
            else:
                assert root is None
                root = component
            path.append(component)
        elif name == "END":
            assert path.pop().name == value.upper()
        else:
            _put(path[-1], name, found["params"], value)
    assert root is not None
    assert not path
    for component in (root, *root.parts):
        assert component.properties.keys() >= NEEDED.get(component.name, set())
    assert root.text("VERSION") == "2.0"
    return root


def _unfolded(physical: list[bytes]) -> list[str]:
    lines: list[bytes] = []
    for line in physical:
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def _put(component: Component, name: str, params: str, value: str) -> None:
    assert name not in ONCE or name not in component.properties, f"{name} stands there twice"
    if name in TEXTS:
        value = re.sub(r"\\([\\;,nN])", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)
    component.properties[name] = ({key.upper(): a or b for key, a, b in PARAM.findall(params)}, value)


def events_of(root: Component) -> list[dict[str, object]]:
    """Title, beginning, end, place and status of each event."""
    return [
        {
            "title": event.text("SUMMARY"),
            "starts": event.moment("DTSTART"),
            "ends": event.moment("DTEND"),
            "place": event.properties.get("LOCATION", ({}, ""))[1],
            "status": event.text("STATUS"),
        }
        for event in root.parts
        if event.name == "VEVENT"
    ]
