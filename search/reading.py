"""
What a question says: words, phrases, exclusions, filters named on purpose, and filters that its words amount to.

"หน่วย ป.5 ทะเลน้อย" reads as the word ทะเลน้อย among the learning units of ป.5. Whether such a reading is used is
decided by the answer (search.asking): a word may be meant as a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from search.naming import grades_named, hours_named, options_of, values_named, vocabulary, year_named
from search.query import Constraint, Unread
from search.text.analysis import tokens
from search.text.query_language import parse, squeezed, without_logic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from search.query import SearchQuery

# A grade or a year is hardly ever meant as a mere word.
CERTAIN = frozenset({"grade", "year"})
# Names of more words than these are given up: "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา" has nine.
MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Reading:
    """
    `words` are what is left when operators are taken out, `spans` where in them the constraints stand.
    """

    words: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    unread: tuple[Unread, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()

    def without(self, constraints: Iterable[Constraint]) -> str:
        """The words without those that these constraints were read from."""
        names = {constraint.name for constraint in constraints}
        left, position = [], 0
        for name, start, end in self.spans:
            if name in names:
                left.append(self.words[position:start])
                position = end
        return " ".join(" ".join([*left, self.words[position:]]).split())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A text without the filters it names on purpose, and those filters."""

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def narrowed(text: str) -> Narrowed:
    """Take what "grade:ป.5" and its like name out of the text. What names nothing stays in it."""
    kept: list[str] = []
    filters: dict[str, tuple[str, ...]] = {}
    for piece in parse(text):
        values = _values(piece.name, piece.text) if piece.what == "field" else ()
        if values:
            filters[piece.name] = tuple(dict.fromkeys((*filters.get(piece.name, ()), *values)))
        else:
            kept.append(text[piece.start : piece.end])
    if not filters:
        return Narrowed(text)
    return Narrowed(" ".join("".join(kept).split()), filters)


def read(query: SearchQuery) -> Reading:
    """Read the question. Constraints are looked for only where the query allows it."""
    words, phrases, excluded, unread = [], [], [], []
    for piece in parse(query.text):
        if piece.what == "words":
            words.append(piece.text)
        elif piece.what == "phrase":
            phrases.append(piece.text)
        elif piece.what == "excluded":
            excluded.append(piece.text)
        else:
            words.append(f" {piece.text} ")
            unread.append(Unread(piece.name, piece.text, options_of(piece.name)))
    plain = without_logic(" ".join("".join(words).split()))
    reading = Reading(plain, tuple(phrases), tuple(excluded), unread=tuple(unread))
    if not plain or query.exact:
        return reading
    return _recognised(reading, frozenset(query.filters) | frozenset(query.as_words))


def _values(name: str, text: str) -> tuple[str, ...]:
    """The values named by a comma-separated list; none when one of them is unknown."""
    whole = values_named(name, text)
    if whole and name != "tag":
        return whole
    each = [values_named(name, part.strip()) for part in text.split(",") if part.strip()]
    return tuple(value for values in each for value in values) if each and all(each) else ()


def _recognised(reading: Reading, taken: frozenset[str]) -> Reading:
    """The reading with the constraints in its words, one a filter."""
    found: dict[str, Constraint] = {}
    spans = []
    for constraint, start, end in _spans(reading.words, taken):
        known = found.get(constraint.name)
        if known and constraint.name not in CERTAIN:
            continue
        if known:
            values = tuple(dict.fromkeys((*known.values, *constraint.values)))
            constraint = Constraint(constraint.name, values, f"{known.typed} {constraint.typed}")
        found[constraint.name] = constraint
        spans.append((constraint.name, start, end))
    return replace(reading, constraints=tuple(found.values()), spans=tuple(spans))


def _spans(words: str, taken: frozenset[str]) -> Iterator[tuple[Constraint, int, int]]:
    """Names at the borders of words, the longest from each border; what is taken is left alone."""
    whole = [token for token in tokens(words) if not token.is_part]
    starts = sorted({token.start for token in whole})
    ends = sorted({token.end for token in whole})
    borders = sorted({*starts, *ends})
    between = {first: squeezed(words[first:last]) for first, last in pairwise(borders)}
    reached = 0
    for start in starts:
        if start < reached:
            continue
        meant = _longest(start, borders, between, frozenset(ends))
        if meant is None:
            continue
        name, values, end = meant
        # "ห้องเรียนวิทยาศาสตร์" is a thing of its own; "หน่วยวิทยาศาสตร์" is a unit of a subject.
        begins = start in (0, reached) or words[start - 1].isspace()
        if name not in taken and (begins or name in CERTAIN):
            reached = end
            yield Constraint(name, values, words[start:end]), start, end


def _longest(
    start: int, borders: list[int], between: Mapping[int, str], ends: frozenset[int]
) -> tuple[str, tuple[str, ...], int] | None:
    """What the longest name that begins here means, and where it ends."""
    key, best = "", None
    at = borders.index(start)
    for first, last in pairwise(borders[at : at + 2 * MOST_WORDS]):
        key += between[first]
        if last in ends and (meant := _meaning(key)):
            best = (*meant, last)
    return best


def _meaning(key: str) -> tuple[str, tuple[str, ...]] | None:
    known = vocabulary().plain.get(key)
    if known:
        return known[0], (known[1],)
    if grades := grades_named(key):
        return "grade", grades
    if year := year_named(key, said=True):
        return "year", year
    if hours := hours_named(key):
        return "hours", hours
    return None
