"""
Dates as Thai offices write them. Pure functions: stored in the Common Era, shown in the Buddhist Era.

Three ways to write a date: `long` (22 พฤศจิกายน 2569), `short` (22 พ.ย. 2569) and `numeric` (22/11/2569).
"""

from __future__ import annotations

import datetime
from typing import Literal, get_args

Style = Literal["long", "short", "numeric"]

ERA_OFFSET = 543
NBSP = "\u00a0"

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
# Monday first, as datetime.weekday counts.
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def buddhist_year(ce: int) -> int:
    return ce + ERA_OFFSET


def common_era_year(be: int) -> int:
    return be - ERA_OFFSET


def month_name(month: int, style: Style = "long") -> str:
    _check(style)
    if style == "numeric":
        return f"{month:02d}"
    return (MONTHS if style == "long" else SHORT_MONTHS)[month - 1]


def weekday_name(date: datetime.date) -> str:
    return f"วัน{WEEKDAYS[date.weekday()]}"


def thai_date(date: datetime.date, style: Style = "long") -> str:
    """`22 พฤศจิกายน 2569`, `22 พ.ย. 2569` or `22/11/2569`."""
    _check(style)
    year = buddhist_year(date.year)
    if style == "numeric":
        return f"{date.day:02d}/{date.month:02d}/{year}"
    return f"{date.day} {month_name(date.month, style)} {year}"


def thai_month(date: datetime.date, style: Style = "long") -> str:
    """`พฤศจิกายน 2569`: for things that know no day."""
    _check(style)
    separator = "/" if style == "numeric" else " "
    return f"{month_name(date.month, style)}{separator}{buddhist_year(date.year)}"


def thai_time(time: datetime.time | datetime.datetime) -> str:
    """`09.30 น.`, the way official letters write the hour; the two parts stay on one line."""
    return f"{time.hour:02d}.{time.minute:02d}{NBSP}น."


def thai_datetime(moment: datetime.datetime, style: Style = "short") -> str:
    """The caller has already moved `moment` to the time zone it is to be read in."""
    joiner = " เวลา " if style == "long" else " "
    return f"{thai_date(moment, style)}{joiner}{thai_time(moment)}"


def thai_date_range(start: datetime.date, end: datetime.date | None, style: Style = "long") -> str:
    """What both ends share is written once: `3–5 มิถุนายน 2569`, `30 พ.ค. – 2 มิ.ย. 2569`."""
    _check(style)
    if end is None or _day(end) == _day(start):
        return thai_date(start, style)
    if style == "numeric" or start.year != end.year:
        return f"{thai_date(start, style)} – {thai_date(end, style)}"
    if start.month == end.month:
        return f"{start.day}–{thai_date(end, style)}"
    return f"{start.day} {month_name(start.month, style)} – {thai_date(end, style)}"


def _day(date: datetime.date) -> datetime.date:
    return date.date() if isinstance(date, datetime.datetime) else date


def _check(style: str) -> None:
    if style not in get_args(Style):
        raise ValueError(f"{style!r} is none of: {', '.join(get_args(Style))}.")
