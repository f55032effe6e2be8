"""
The grammar of a question: words, "phrases", -not, and name:value.

Nothing that can be typed is an error. What is not well formed stays what it is: words. What a name or a value means is
not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from search.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

# The names by which a person may narrow, in English and Thai, and the filter that each means.
FIELDS = {
    "kind": "kind",
    "type": "kind",
    "ชนิด": "kind",
    "ประเภท": "kind",
    "grade": "grade",
    "ชั้น": "grade",
    "ระดับชั้น": "grade",
    "year": "year",
    "ปี": "year",
    "ปีการศึกษา": "year",
    "school": "school",
    "โรงเรียน": "school",
    "รร.": "school",
    "group": "group",
    "กลุ่ม": "group",
    "กลุ่มงาน": "group",
    "tag": "tag",
    "แท็ก": "tag",
    "ป้าย": "tag",
    "area": "area",
    "สาระ": "area",
    "กลุ่มสาระ": "area",
    "วิชา": "area",
    "hours": "hours",
    "ชั่วโมง": "hours",
}
# Phrases, exclusions and filters beyond these are words: each of them is work for the engine.
MOST_OPERATORS = 12
_NAMES = "|".join(sorted((re.escape(name) for name in FIELDS), key=len, reverse=True))
_OPEN, _CLOSE = '"\u201c\u201f\u00ab\u201e', '"\u201d\u201c\u00bb'
_QUOTED = f"[{_OPEN}](?P<{{0}}>[^{_OPEN}{_CLOSE}]*)[{_CLOSE}]"
_OPERATOR = re.compile(
    rf"(?P<field>(?:(?<=\s)|^)(?P<name>{_NAMES})\s?[:\uff1a]\s?(?:{_QUOTED.format('quoted')}|(?P<value>[^\s{_OPEN}{_CLOSE}]+)))"
    rf"|(?P<not>(?:(?<=\s)|^)-(?:{_QUOTED.format('unwanted')}|(?P<word>[^\W\d_][^\s{_OPEN}{_CLOSE}]*)))"
    rf"|(?P<phrase>{_QUOTED.format('wanted')})",
    re.IGNORECASE,
)
_LOGIC = re.compile(r"(?:(?<=\s)|^)(?:AND|OR|NOT)(?=\s|$)")
_SQUEEZED_OUT = re.compile(r"[^a-z0-9\u0e01-\u0e4e]+")


class Piece(NamedTuple):
    """A stretch `question[start:end]` and what it is. `text` is without its signs, `name` that of a filter."""

    what: Literal["words", "phrase", "excluded", "field"]
    text: str
    start: int
    end: int
    name: str = ""


def parse(question: str) -> tuple[Piece, ...]:
    """The pieces of a question in their order. Joined, their stretches are the whole of it."""
    return tuple(_pieces(question))


def without_logic(words: str) -> str:
    """Words without the AND, OR and NOT of other search engines, unless nothing else is left."""
    return _LOGIC.sub(" ", words).strip() or words.strip()


def squeezed(text: str) -> str:
    """Text as names are compared: normalised, without spaces and punctuation."""
    return _SQUEEZED_OUT.sub("", plain(text))


def field_of(name: str) -> str:
    return FIELDS[name.lower()]


def _pieces(question: str) -> Iterator[Piece]:
    position = operators = 0
    for match in _OPERATOR.finditer(question):
        piece = _operator(match)
        if piece is None or operators >= MOST_OPERATORS:
            continue
        operators += 1
        if match.start() > position:
            yield Piece("words", question[position : match.start()], position, match.start())
        yield piece
        position = match.end()
    if position < len(question):
        yield Piece("words", question[position:], position, len(question))


def _operator(match: re.Match[str]) -> Piece | None:
    """The operator, or None where nothing stands in it."""
    start, end = match.span()
    if match["field"]:
        value = (match["quoted"] or match["value"] or "").strip()
        return Piece("field", value, start, end, field_of(match["name"])) if squeezed(value) else None
    if match["not"]:
        unwanted = (match["unwanted"] or match["word"] or "").strip()
        return Piece("excluded", unwanted, start, end) if squeezed(unwanted) else None
    wanted = match["wanted"].strip()
    return Piece("phrase", wanted, start, end) if squeezed(wanted) else None
