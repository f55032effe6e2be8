"""Cutting normalised text into pieces: canonical forms, words, and the words inside words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import nlpo3

from search.text.canonical import forms_in
from search.text.characters import cut_before
from search.text.compounds import parts_of
from search.text.dictionary import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def pieces_of(text: str) -> Iterator[Piece]:
    """All pieces of normalised text in reading order."""
    position = 0
    for form in forms_in(text):
        yield from _words(text, position, form.start)
        for index, term in enumerate(form.terms):
            yield Piece(term, form.start, form.end, index > 0, is_form=True)
        if not form.replaces:
            # Of ประถมศึกษาปีที่ 5 the words still count, as parts of the grade; its number alone says nothing.
            spoken = (piece for piece in _words(text, form.start, form.end) if not piece.term.isdigit())
            yield from (piece._replace(is_part=True) for piece in spoken)
        position = form.end
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """Words of `text[start:end]`: each whole, then its parts; two Latin words side by side also as one."""
    latin = ""
    latin_start = 0
    for word in _segments(text, start, end):
        first, last = start, start + len(word)
        start = last
        expanded = _expand(word)
        if not expanded:
            if word != " " and word != "-":
                latin = ""
            continue
        for term, inner_start, inner_end, is_part in expanded:
            yield Piece(term, first + inner_start, first + inner_end, is_part)
        term = expanded[0][0]
        if "a" <= term[0] <= "z":
            if latin:
                yield Piece(f"{latin}{term}"[:LONGEST_TERM], latin_start, last, True)
            latin, latin_start = term, first
        else:
            latin = ""


def _segments(text: str, start: int, end: int) -> Iterator[str]:
    name = dictionary().name
    while end - start > _LONGEST_RUN:
        cut = text.rfind(" ", start, start + _LONGEST_RUN) + 1
        if cut <= start:
            cut = cut_before(text, start + _LONGEST_RUN)
            cut = cut if cut > start else start + _LONGEST_RUN
        yield from nlpo3.segment(text[start:cut], name)
        start = cut
    if start < end:
        yield from nlpo3.segment(text[start:end], name)


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
    whole = (term[:LONGEST_TERM], start, start + len(term), False)
    inner = ((term[first:last], start + first, start + last, True) for first, last in parts_of(term[:200]))
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
