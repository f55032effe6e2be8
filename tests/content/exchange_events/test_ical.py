"""Calendar files as RFC 5545 asks for them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from content.exchange_events.ical import LONGEST_LINE, Entry, calendar, escape, fold

MOMENT = dt.datetime(2026, 11, 30, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def entry(**more: object) -> Entry:
    hours = {"starts_at": MOMENT, "ends_at": MOMENT + dt.timedelta(hours=2), "stamp": MOMENT}
    return Entry(**{"uid": "u@x", "sequence": 3, "title": "เวที", **hours, **more})


def lines(body: bytes) -> list[str]:
    """The content lines of a file, put together again."""
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_hours_are_given_in_utc() -> None:
    found = lines(calendar("ปฏิทิน", [entry()]))
    assert "DTSTART:20261130T023000Z" in found
    assert "DTEND:20261130T043000Z" in found


def test_entry_has_uid_sequence_and_method() -> None:
    found = lines(calendar("ปฏิทิน", [entry()]))
    assert {"METHOD:PUBLISH", "UID:u@x", "SEQUENCE:3", "STATUS:CONFIRMED"} <= set(found)


def test_cancelled_entry_says_so() -> None:
    assert "STATUS:CANCELLED" in lines(calendar("ปฏิทิน", [entry(is_cancelled=True)]))


def test_separators_and_line_ends_are_escaped() -> None:
    assert escape("ก;ข,ค\\ง\r\nจ") == "ก\\;ข\\,ค\\\\ง\\nจ"


def test_no_text_begins_a_line_of_its_own() -> None:
    nasty = "ก\r\nATTENDEE:mailto:x@example.com\x0bEND:VEVENT"
    found = lines(calendar(nasty, [entry(title=nasty, place=nasty, description=nasty, url=f"https://x/{nasty}")]))
    assert [line for line in found if line.startswith("ATTENDEE")] == []
    assert found.count("END:VEVENT") == 1


def test_empty_calendar_is_whole() -> None:
    found = lines(calendar("", []))
    assert (found[0], found[-2], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=300))
def test_folded_lines_are_short_and_cut_no_character(text: str) -> None:
    folded = fold(f"SUMMARY:{text}")
    parts = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= LONGEST_LINE for part in parts)
    assert all(part.decode() for part in parts)
    assert folded.decode().replace("\r\n ", "") == f"SUMMARY:{text}\r\n"
