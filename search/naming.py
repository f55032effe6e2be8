"""
What people call the values of filters: "ป.5", "คณิต", "โรงเรียน…".

Asked of the registry and kept for a minute: names of schools change once in years.
"""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.registry import Name, facet, facets, kind_labels, sources
from search.text.query_language import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.registry import Facet

KEPT_SECONDS = 60.0
BUDDHIST_ERA = 543
FIRST_YEAR, LAST_YEAR = 2400, 2699
# Shorter ones are found inside too many words.
SHORTEST_PLAIN = 3
_GRADE = re.compile(
    r"(?:ระดับ)?(?:ชั้น)?(?P<stage>[อปม]|อนุบาล|ประถม|มัธยม)(?:ศึกษา)?(?:ปีที่)?(?P<low>[1-6])(?:(?:ถึง)?(?P=stage)?(?P<high>[1-6]))?\Z"
)
_YEAR = re.compile(r"(?:ปีการศึกษา|ปี)?(?:พศ|คศ)?(\d{4})\Z")
_HOURS = re.compile(r"(?:จำนวน|เวลา|ใช้เวลา|รวม)?(\d{1,3})(?:ชั่วโมง|ชม)\Z")
_SAID_YEAR = re.compile(r"(?:ปีการศึกษา|ปี|พศ|คศ)+(\d{4})\Z")


@dataclass(slots=True)
class Vocabulary:
    """Names squeezed (search.text.query_language), with the filter and value that each of them means."""

    by_facet: dict[str, dict[str, str]] = field(default_factory=dict)
    plain: dict[str, tuple[str, str]] = field(default_factory=dict)


_kept: tuple[float, Vocabulary] | None = None


def forget_names() -> None:
    global _kept
    _kept = None


def keep_names(names: Vocabulary) -> None:
    """Take these names for all that there are. For measuring, which has no database."""
    global _kept
    _kept = (math.inf, names)


def vocabulary() -> Vocabulary:
    """All names of all filters."""
    global _kept
    now = time.monotonic()
    if _kept is None or now >= _kept[0]:
        _kept = (now + KEPT_SECONDS, gathered(facets()))
    return _kept[1]


def values_named(name: str, text: str) -> tuple[str, ...]:
    """The values of a filter that `text` names; a tag that nobody named is its own name. Empty when it names none."""
    wanted = squeezed(text)
    if not wanted:
        return ()
    if name == "tag":
        return (vocabulary().by_facet.get("tag", {}).get(wanted, text),)
    if name == "year":
        return year_named(wanted)
    if name == "hours":
        return hours_named(wanted, said=False)
    known = vocabulary().by_facet.get(name, {})
    if wanted in known:
        return (known[wanted],)
    return grades_named(wanted) if name == "grade" else ()


def grades_named(key: str) -> tuple[str, ...]:
    """The grades of "ป46": each of ป.4 to ป.6 that exists."""
    match = _GRADE.match(key)
    if not match:
        return ()
    low, high = sorted((int(match["low"]), int(match["high"] or match["low"])))
    known = vocabulary().by_facet.get("grade", {})
    named = (known.get(f"{match['stage'][0]}{number}") for number in range(low, high + 1))
    return tuple(value for value in named if value)


def year_named(key: str, *, said: bool = False) -> tuple[str, ...]:
    """The Buddhist year of "2567", "ปี2567" or "คศ2024"; `said` asks for a word that makes the number a year."""
    match = (_SAID_YEAR if said else _YEAR).match(key)
    if not match:
        return ()
    year = int(match[1])
    year = year if year >= FIRST_YEAR else year + BUDDHIST_ERA
    return (str(year),) if FIRST_YEAR <= year <= LAST_YEAR else ()


def hours_named(key: str, *, said: bool = True) -> tuple[str, ...]:
    """The hours of "20ชั่วโมง" or "เวลา20ชม"; where it need not be said that they are hours, of "20" as well."""
    match = _HOURS.match(key if said or not key.isdigit() else f"{key}ชม")
    return (str(int(match[1])),) if match and int(match[1]) else ()


def options_of(name: str, most: int = 8) -> tuple[str, ...]:
    """Some labels of a filter, for whoever named one that does not exist."""
    if name == "kind":
        return tuple(str(label) for label in kind_labels().values())[:most]
    known = facet(name)
    firsts: dict[str, str] = {}
    for entry in known.names() if known.names else ():
        firsts.setdefault(entry.value, entry.text)
    return tuple(firsts.values())[:most]


def gathered(named: Iterable[Facet]) -> Vocabulary:
    """The names of these filters."""
    result = Vocabulary()
    for known in named:
        names = result.by_facet.setdefault(known.name, {})
        markers = [squeezed(marker) for marker in known.markers]
        for entry in _names_of(known):
            key = squeezed(entry.text)
            if not key:
                continue
            names.setdefault(key, entry.value)
            if entry.plain and len(key) >= SHORTEST_PLAIN:
                result.plain.setdefault(key, (known.name, entry.value))
            for marker in markers:
                result.plain.setdefault(f"{marker}{key}", (known.name, entry.value))
                names.setdefault(f"{marker}{key}", entry.value)
    return result


def _names_of(known: Facet) -> Iterable[Name]:
    yield from known.names() if known.names else ()
    if known.name == "kind":
        yield from _kind_names()


def _kind_names() -> Iterator[Name]:
    for source in sources():
        yield Name(source.kind, source.kind, plain=False)
        yield Name(source.kind, str(source.label), plain=False)
        for called in source.also_called:
            yield Name(source.kind, called)
