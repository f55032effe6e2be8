"""Dates as Thai people write them: `22 พ.ย. 69`, `22 พฤศจิกายน พ.ศ. 2569` and `๒๒ พฤศจิกายน ๒๕๖๙` are one day."""

from __future__ import annotations

import re

BUDDHIST_ERA = 543
_CENTURY = 2500
# The full name, and the letters of the short one.
_MONTHS = (
    ("มกราคม", "มค"),
    ("กุมภาพันธ์", "กพ"),
    ("มีนาคม", "มีค"),
    ("เมษายน", "เมย"),
    ("พฤษภาคม", "พค"),
    ("มิถุนายน", "มิย"),
    ("กรกฎาคม", "กค"),
    ("สิงหาคม", "สค"),
    ("กันยายน", "กย"),
    ("ตุลาคม", "ตค"),
    ("พฤศจิกายน", "พย"),
    ("ธันวาคม", "ธค"),
)
_SHORT = "|".join(rf"{short[:-1]}\.\s?{short[-1]}\.?" for _, short in _MONTHS)
_FULL = "|".join(full for full, _ in _MONTHS)
_YEAR = r"(?:25\d\d|24\d\d|20\d\d|\d\d)(?!\d)"
# Pieces of the one pattern of search.text.canonical; the names of their groups are their own.
DATE = (
    rf"(?P<date>(?:(?<!\d)(?P<day>[0-3]?\d)\s?)?(?P<month>{_FULL}|(?<![\u0e01-\u0e4e])(?:{_SHORT}))"
    rf"\s?(?:(?:พ|ค)\.?\s?ศ\.?\s?)?(?P<dated>{_YEAR}))"
)
SHORT_YEAR = r"(?P<period>(?P<period_kind>ปีงบประมาณ|ปีการศึกษา|ปีงบ|พ\.\s?ศ\.)\s?(?P<period_year>\d\d)(?!\d|\s?[/.]\s?\d))"


def buddhist_year(written: str) -> int:
    """The year of the Buddhist era; two digits are of this century, as people write them in letters and news."""
    year = int(written)
    if year < 100:
        return _CENTURY + year
    return year if year > 2400 else year + BUDDHIST_ERA


def date_terms(match: re.Match[str]) -> tuple[str, ...]:
    """The day, the month of that year, the year, and the month by its name."""
    letters = re.sub(r"[.\s]", "", match["month"])
    number, name = next((n, full) for n, (full, short) in enumerate(_MONTHS, 1) if letters in (full, short))
    year = buddhist_year(match["dated"])
    day = int(match["day"]) if match["day"] else 0
    terms = (f"{number}/{year}", str(year), name)
    return (f"{day}/{number}/{year}", *terms) if 1 <= day <= 31 else terms


def period_terms(match: re.Match[str]) -> tuple[str, ...]:
    kind = re.sub(r"[.\s]", "", match["period_kind"])
    year = str(buddhist_year(match["period_year"]))
    return (year,) if kind == "พศ" else (year, "ปีงบประมาณ" if kind == "ปีงบ" else kind)
