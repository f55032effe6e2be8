"""Cutting normalised text into pieces: canonical forms, words, and the words inside words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import nlpo3

from search.text import vocabulary
from search.text.canonical import forms_in
from search.text.characters import cut_before, may_cut
from search.text.compounds import parts_of
from search.text.dictionary import dictionary, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.text.vocabulary import Found

LONGEST_TERM = 64

_HAS_WORD = re.compile(r"[^\W_]|[\u0e30-\u0e4e]")
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:['\u2019&.-][a-z0-9]+)*\Z")
_JOINERS = re.compile(r"['\u2019&.-]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
# The segmenter's time grows faster than the text when no space interrupts it; people do not write longer phrases.
_LONGEST_RUN = 2_000


class Piece(NamedTuple):
    """A term and where it stands in the normalised text. A part belongs to the whole piece before it."""

    term: str
    start: int
    end: int
    is_part: bool
    is_form: bool = False


def pieces_of(text: str) -> list[Piece]:
    """All pieces of normalised text in reading order."""
    found: list[Piece] = []
    position = 0
    for form in forms_in(text):
        found += _words(text, position, form.start)
        found += (Piece(term, form.start, form.end, index > 0, is_form=True) for index, term in enumerate(form.terms))
        if not form.replaces:
            # Of ประถมศึกษาปีที่ 5 the words still count, as parts of the grade; its number alone says nothing.
            spoken = (piece for piece in _words(text, form.start, form.end) if not piece.term.isdigit())
            found += (piece._replace(is_part=True) for piece in spoken)
        position = form.end
    found += _words(text, position, len(text))
    return found


def _words(text: str, start: int, end: int) -> list[Piece]:
    """Words of `text[start:end]`: each whole, then its parts; two Latin words side by side also as one."""
    found: list[Piece] = []
    # The innermost loop of all indexing: a named tuple made by its own class takes three times as long.
    new, add, expand = tuple.__new__, found.append, _expand
    latin = ""
    latin_start = 0
    for word in _segments(text, start, end):
        first = start
        start += len(word)
        expanded = expand(word)
        if not expanded:
            if word != " " and word != "-":
                latin = ""
            continue
        for term, inner_start, inner_end, is_part in expanded:
            add(new(Piece, (term, first + inner_start, first + inner_end, is_part, False)))
        term = expanded[0][0]
        if "a" <= term[0] <= "z":
            if latin:
                add(Piece(f"{latin}{term}"[:LONGEST_TERM], latin_start, start, True))
            latin, latin_start = term, first
        elif latin:
            latin = ""
    return found


def _segments(text: str, start: int, end: int) -> Iterable[str]:
    segments = _cut(text, start, end)
    if not vocabulary.in_use().words:
        return segments
    found = list(vocabulary.in_use().found_in(text[start:end]))
    return _with_own_words(text[start:end], segments, found) if found else segments


def _with_own_words(text: str, segments: list[str], found: list[Found]) -> Iterator[str]:
    """
    The segments with the editors' words in one piece, where that tears no other word.

    The segmenter takes no further words once it is loaded, and a second one costs every process 50 MB.
    """
    cuts = [0, *accumulate(len(segment) for segment in segments)]
    position = 0
    for start, end in found:
        first, last = cuts[bisect_right(cuts, start) - 1], cuts[bisect_left(cuts, end)]
        if first < position or not may_cut(text, start) or not may_cut(text, end):
            continue
        if (first, last) != (start, end) and all(is_word(piece) for piece in _between(text, cuts, first, last)):
            # It would be torn out of known words, as รม out of อบรม.
            continue
        yield from _between(text, cuts, position, first)
        yield from _known(text[first:start])
        yield text[start:end]
        yield from _known(text[end:last])
        position = last
    yield from _between(text, cuts, position, len(text))


def _between(text: str, cuts: list[int], start: int, end: int) -> Iterator[str]:
    places = cuts[bisect_left(cuts, start) : bisect_left(cuts, end) + 1]
    yield from (text[first:last] for first, last in pairwise(places))


def _known(text: str) -> list[str]:
    return nlpo3.segment(text, dictionary().name) if text else []


def _cut(text: str, start: int, end: int) -> list[str]:
    name = dictionary().name
    found: list[str] = []
    while end - start > _LONGEST_RUN:
        cut = text.rfind(" ", start, start + _LONGEST_RUN) + 1
        if cut <= start:
            cut = cut_before(text, start + _LONGEST_RUN)
            cut = cut if cut > start else start + _LONGEST_RUN
        found += nlpo3.segment(text[start:cut], name)
        start = cut
    if start < end:
        found += nlpo3.segment(text[start:end], name)
    return found


@lru_cache(maxsize=50_000)
def _expand(word: str) -> tuple[tuple[str, int, int, bool], ...]:
    """The terms of one segment, with offsets inside it. Empty for spaces and punctuation."""
    if not _HAS_WORD.search(word):
        return ()
    if _NUMBER.match(word):
        return ((word.replace(",", "")[:LONGEST_TERM], 0, len(word), False),)
    if _LATIN.match(word):
        return tuple(_latin(word))
    term = word.strip(".")
    start = word.index(term)
    # The dictionary holds words with a space inside (ต่าง ๆ); terms are joined by spaces and must not hold any.
    whole = (term.replace(" ", "")[:LONGEST_TERM], start, start + len(term), False)
    inner = (
        (term[first:last].replace(" ", ""), start + first, start + last, True) for first, last in parts_of(term[:200])
    )
    return (whole, *inner)


def _latin(word: str) -> Iterator[tuple[str, int, int, bool]]:
    """`o-net` is `onet`, then `net`; endings of plural and -ing are dropped, so that mapping finds map."""
    yield _stem(_JOINERS.sub("", word))[:LONGEST_TERM], 0, len(word), False
    pieces = _JOINERS.split(word)
    if len(pieces) < 2:
        return
    position = 0
    for piece in pieces:
        if len(piece) > 1:
            yield _stem(piece)[:LONGEST_TERM], position, position + len(piece), True
        position += len(piece) + 1


def _stem(word: str) -> str:
    if len(word) > 5 and word.endswith("ing"):
        base = word[:-3]
        return base[:-1] if base[-1] == base[-2] else base
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


vocabulary.on_change(_expand.cache_clear)
