"""
Calendars as RFC 5545 writes them. Plain functions: nothing here knows who may see what.

Hours are given in UTC, which every calendar reads and which needs no table of time zones.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
LONGEST_LINE = 75
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event of a calendar."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    stamp: dt.datetime
    title: str
    description: str = ""
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The file, with the line ends and the folding that calendars ask for."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Khum Khwam Ru//Exchange events//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        "X-WR-TIMEZONE:Asia/Bangkok",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for entry in entries:
        lines += _entry(entry)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def _entry(entry: Entry) -> list[str]:
    optional = (
        ("DESCRIPTION", escape(entry.description)),
        ("LOCATION", escape(entry.place)),
        # An address is no text: nothing in it is escaped, and line ends would begin another line.
        ("URL", CONTROLS.sub("", entry.url.replace("\n", ""))),
    )
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{moment(entry.stamp)}",
        f"LAST-MODIFIED:{moment(entry.stamp)}",
        f"DTSTART:{moment(entry.starts_at)}",
        f"DTEND:{moment(entry.ends_at)}",
        f"SUMMARY:{escape(entry.title)}",
        *(f"{name}:{value}" for name, value in optional if value),
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """A text in which no character ends the value or the line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", plain).translate(ESCAPED)


def fold(line: str) -> bytes:
    """
    One content line of at most 75 octets, going on below after a space.

    Counted in octets and cut between characters: a Thai letter has three.
    """
    parts, part = [], b""
    for character in line:
        encoded = character.encode("utf-8", errors="replace")
        # A line that goes on begins with a space, which counts too.
        if len(part) + len(encoded) + bool(parts) > LONGEST_LINE:
            parts.append(part)
            part = b""
        part += encoded
    parts.append(part)
    return b"\r\n ".join(parts) + b"\r\n"
