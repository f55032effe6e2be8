"""
Things written in many ways that mean one: grades, codes, dates, years, letter numbers, sections, abbreviations.

Each is found on normalised text and becomes one or more terms no ordinary word can be. `ป.5`, `ป 5` and
`ประถมศึกษาปีที่ 5` are all `ป.5`; `ว 1.1 ป.5/2` is itself, and also `ว1.1ป5` and `ว1.1`, so that asking for a standard
finds its indicators.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.text.dates import BUDDHIST_ERA, DATE, SHORT_YEAR, date_terms, period_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ALONE = r"(?<![\u0e01-\u0e4e])"
# Behind a word that no space parts from it, for ชั้นป.5; but not inside an abbreviation such as สพป.1.
_AFTER_A_WORD = r"(?:(?<=[\u0e30-\u0e4e])|(?<=[\u0e30-\u0e4e][ก-ฮ])|(?<=[\u0e30-\u0e4e][ก-ฮ][ก-ฮ]))(?=[อปม]\s?\.)"
_DASH = r"\s?(?:[-\u2010-\u2015]|ถึง)\s?"
_FORMS = re.compile(
    rf"{DATE}|{SHORT_YEAR}|"
    rf"(?P<code>{_ALONE}(?P<area>[ทควสพศงต])\s*\.?\s*(?P<strand>[1-8])\s*\.\s*(?P<standard>[1-4])(?!\d)"
    r"(?:\s*,?\s*(?P<level>[ปม])\s*\.?\s*(?P<year>4\s?-\s?6|[1-6])(?!\d)(?:\s*/\s*(?P<number>\d{1,2})(?!\d))?)?)"
    r"|(?P<letter>ศธ\s*\.?\s*(?P<office>\d{4,5})\s*/\s*(?P<circular>ว?)\s*\.?\s*(?P<running>\d+))"
    rf"|(?P<grade>(?:{_ALONE}|{_AFTER_A_WORD})(?P<stage>[อปม])\s?\.?\s?(?P<from>[1-6])(?:{_DASH}(?:(?P=stage)\s?\.?\s?)?(?P<to>[1-6]))?(?!\d))"
    r"|(?P<long>(?P<name>ประถม|มัธยม|อนุบาล)(?:ศึกษา)?\s?(?:ปี\s?ที\u0e48?)?\s?"
    rf"(?P<first>[1-6])(?:{_DASH}(?P<last>[1-6]))?(?!\d))"
    r"|(?P<verse>สุ[\s,.]{0,2}จิ[\s,.]{0,2}ปุ[\s,.]{0,2}ลิ(?![\u0e01-\u0e4e]))"
    r"|(?P<common>ค\.?\s?ศ\.?\s?(?P<ce>(?:19|20)\d\d)(?!\d))"
    r"|(?P<section>(?:มาตรา|(?<![\u0e01-\u0e4e])ม\.)\s?(?P<article>\d{1,3})(?!\d))"
    rf"|(?P<circular_alone>{_ALONE}ว\s?\.?\s?(?P<serial>\d{{1,5}}\s?/\s?(?P<of>25\d\d)|\d{{2,6}})(?!\d|\.\d))"
    rf"|(?P<course>{_ALONE}(?P<subject>[ทคสพศงต])\s?\.?\s?(?P<number_of>\d{{5}})(?!\d))"
    r"|(?P<spaced>(?<![a-z0-9])(?:[a-z][ .]){2,}[a-z]\.?(?![a-z0-9]))"
    rf"|(?P<short>{_ALONE}(?:[ก-ฮ]{{1,4}}\.){{2,}})"
)
# Every form holds one of these, and no letter of a form is further from the next of them than _REACH.
_ANCHOR = re.compile(r"\d+|\.|สุ|[a-z] [a-z]")
_REACH = 24
_WIDE_SPACE = re.compile(r"\s\s")
_STAGES = {"ประถม": "ป", "มัธยม": "ม", "อนุบาล": "อ"}
_SPACES = re.compile(r"\s")


class Form(NamedTuple):
    """Terms standing for `text[start:end]`. With `replaces`, the words written there say nothing more."""

    start: int
    end: int
    terms: tuple[str, ...]
    replaces: bool


def forms_in(text: str) -> Iterator[Form]:
    """The canonical forms in normalised text, in order, never overlapping."""
    for first, last in _stretches(text):
        for match in _FORMS.finditer(text, first, last):
            kind = match.lastgroup if match.lastgroup in _TERMS else next(name for name in _TERMS if match[name])
            # Of ประถมศึกษาปีที่ 5 the words say something as well.
            yield Form(*match.span(), _TERMS[kind](match), replaces=kind != "long")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where forms may stand. Trying every form at every letter costs a third of a millisecond for a page of text."""
    if _WIDE_SPACE.search(text):
        yield 0, len(text)
        return
    first = last = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() - _REACH > last:
            if last:
                yield first, last
            first = anchor.start() - _REACH
        last = anchor.end() + _REACH
    if last:
        yield first, min(last, len(text))


def _letter(match: re.Match[str]) -> tuple[str, ...]:
    running = f"{match['circular']}{match['running']}"
    return (f"ศธ{match['office']}/{running}", *([running] if match["circular"] else []))


def _circular(match: re.Match[str]) -> tuple[str, ...]:
    """`ว 21/2560` is found as `ว21` too."""
    number = _SPACES.sub("", f"ว{match['serial']}")
    return (number, number.partition("/")[0], match["of"]) if match["of"] else (number,)


def _common(match: re.Match[str]) -> tuple[str, ...]:
    return (str(int(match["ce"]) + BUDDHIST_ERA), match["ce"])


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


_TERMS: dict[str, Callable[[re.Match[str]], tuple[str, ...]]] = {
    "date": date_terms,
    "period": period_terms,
    "code": _code,
    "letter": _letter,
    "grade": lambda match: _grades(match["stage"], match["from"], match["to"]),
    "long": lambda match: _grades(_STAGES[match["name"]], match["first"], match["last"]),
    "verse": lambda match: ("สุจิปุลิ",),
    "common": _common,
    "section": lambda match: (f"มาตรา{int(match['article'])}",),
    "circular_alone": _circular,
    "course": lambda match: (f"{match['subject']}{match['number_of']}",),
    "spaced": lambda match: (match["spaced"].replace(" ", "").replace(".", ""),),
    "short": lambda match: (match["short"].replace(".", ""),),
}

_REFERENCE = re.compile(r"ศธ\d+/|[ทควสพศงต]\d\.\d")


def is_reference(term: str) -> bool:
    """Whether the term is a letter number or the code of a standard or indicator."""
    return _REFERENCE.match(term) is not None
