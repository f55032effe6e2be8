"""
Things written in many ways that mean one: grades, indicator codes, years, letter numbers, dotted abbreviations.

Each is found on normalised text and becomes one or more terms no ordinary word can be. `ป.5`, `ป 5` and
`ประถมศึกษาปีที่ 5` are all `ป.5`; `ว 1.1 ป.5/2` is itself, and also `ว1.1ป5` and `ว1.1`, so that asking for a standard
finds its indicators.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALONE = r"(?<![\u0e01-\u0e4e])"
# Behind a word that no space parts from it, for ชั้นป.5; but not inside an abbreviation such as สพป.1.
_AFTER_A_WORD = r"(?:(?<=[\u0e30-\u0e4e])|(?<=[\u0e30-\u0e4e][ก-ฮ])|(?<=[\u0e30-\u0e4e][ก-ฮ][ก-ฮ]))(?=[อปม]\s?\.)"
_DASH = r"\s?(?:[-\u2010-\u2015]|ถึง)\s?"
_FORMS = re.compile(
    rf"(?P<code>{_ALONE}(?P<area>[ทควสพศงต])\s*\.?\s*(?P<strand>[1-8])\s*\.\s*(?P<standard>[1-4])(?!\d)"
    r"(?:\s*,?\s*(?P<level>[ปม])\s*\.?\s*(?P<year>4\s?-\s?6|[1-6])(?!\d)(?:\s*/\s*(?P<number>\d{1,2})(?!\d))?)?)"
    r"|(?P<letter>ศธ\s*\.?\s*(?P<office>\d{4,5})\s*/\s*(?P<circular>ว?)\s*\.?\s*(?P<running>\d+))"
    rf"|(?P<grade>(?:{_ALONE}|{_AFTER_A_WORD})(?P<stage>[อปม])\s?\.?\s?(?P<from>[1-6])(?:{_DASH}(?:(?P=stage)\s?\.?\s?)?(?P<to>[1-6]))?(?!\d))"
    r"|(?P<long>(?P<name>ประถม|มัธยม|อนุบาล)(?:ศึกษา)?\s?(?:ปี\s?ที\u0e48?)?\s?"
    rf"(?P<first>[1-6])(?:{_DASH}(?P<last>[1-6]))?(?!\d))"
    r"|(?P<verse>สุ[\s,.]{0,2}จิ[\s,.]{0,2}ปุ[\s,.]{0,2}ลิ(?![\u0e01-\u0e4e]))"
    r"|(?P<common>ค\.?\s?ศ\.?\s?(?P<ce>(?:19|20)\d\d)(?!\d))"
    rf"|(?P<short>{_ALONE}(?:[ก-ฮ]{{1,4}}\.){{2,}})"
)
_STAGES = {"ประถม": "ป", "มัธยม": "ม", "อนุบาล": "อ"}
BUDDHIST_ERA = 543


class Form(NamedTuple):
    """Terms standing for `text[start:end]`. With `replaces`, the words written there say nothing more."""

    start: int
    end: int
    terms: tuple[str, ...]
    replaces: bool


def forms_in(text: str) -> Iterator[Form]:
    """The canonical forms in normalised text, in order, never overlapping."""
    for match in _FORMS.finditer(text):
        start, end = match.span()
        kind = next(name for name in ("code", "letter", "grade", "long", "verse", "common", "short") if match[name])
        if kind == "code":
            yield Form(start, end, _code(match), replaces=True)
        elif kind == "letter":
            running = f"{match['circular']}{match['running']}"
            terms = (f"ศธ{match['office']}/{running}", *([running] if match["circular"] else []))
            yield Form(start, end, terms, replaces=True)
        elif kind == "grade":
            yield Form(start, end, _grades(match["stage"], match["from"], match["to"]), replaces=True)
        elif kind == "long":
            stage = _STAGES[match["name"]]
            yield Form(start, end, _grades(stage, match["first"], match["last"]), replaces=False)
        elif kind == "verse":
            yield Form(start, end, ("สุจิปุลิ",), replaces=True)
        elif kind == "common":
            yield Form(start, end, (str(int(match["ce"]) + BUDDHIST_ERA), match["ce"]), replaces=True)
        else:
            yield Form(start, end, (match["short"].replace(".", ""),), replaces=True)


def _code(match: re.Match[str]) -> tuple[str, ...]:
    standard = f"{match['area']}{match['strand']}.{match['standard']}"
    if not match["level"]:
        return (standard,)
    year = match["year"].replace(" ", "")
    of_grade = f"{standard}{match['level']}{year}"
    if not match["number"]:
        return (of_grade, standard)
    return (f"{of_grade}/{int(match['number'])}", of_grade, standard)


def _grades(stage: str, first: str, last: str | None) -> tuple[str, ...]:
    low, high = int(first), int(last or first)
    if high < low:
        low, high = high, low
    return tuple(f"{stage}.{number}" for number in range(low, high + 1))
