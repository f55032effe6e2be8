"""From text to terms: the one analysis for what is indexed and what is asked, on every search backend."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import nlpo3

from search.text.canonical import forms_in
from search.text.characters import cut_after, cut_before, may_cut
from search.text.compounds import parts_of
from search.text.dictionary import dictionary, stop_words
from search.text.normalise import Normalised, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Part of every index's version: raise it whenever the same text would give other terms.
ANALYSIS_VERSION = 1
LONGEST_TERM = 64
LONGEST_QUESTION = 300
PART_WEIGHT = 0.25
DEBRIS_WEIGHT = 0.1
SHORTEST_NAME = 4

_HAS_WORD = re.compile(r"[^\W_]|[\u0e30-\u0e4e]")
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:['\u2019&.-][a-z0-9]+)*\Z")
_JOINERS = re.compile(r"['\u2019&.-]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
# The segmenter's time grows faster than the text when no space interrupts it; people do not write longer phrases.
_LONGEST_RUN = 2_000


class Token(NamedTuple):
    """A term and where it stands in the original text. A part belongs to the whole word before it."""

    term: str
    start: int
    end: int
    is_part: bool


class WeightedTerm(NamedTuple):
    """One term of a question. Terms of one `group` come from one word: finding any of them finds the word."""

    term: str
    weight: float
    group: int


class _Piece(NamedTuple):
    term: str
    start: int
    end: int
    is_part: bool
    is_form: bool = False


def tokens(text: str) -> list[Token]:
    """All terms of the text in reading order, with offsets that never split a mark from its letter."""
    found = normalise(text)
    result: list[Token] = []
    for piece in _pieces(found.text):
        start, end = _in_original(text, found, piece.start, piece.end)
        result.append(Token(piece.term, start, end, piece.is_part))
    return result


def in_order(found: Sequence[Token]) -> list[str]:
    """
    The smallest words of analysed text in reading order: of กระดาษหน้าเดียว the three it holds.

    A phrase and a text cut otherwise (one long word here, its parts there) agree on these.
    """
    result: list[str] = []
    position = 0
    while position < len(found):
        whole = found[position]
        position += 1
        if whole.is_part:
            continue
        parts = []
        while position < len(found) and found[position].is_part:
            parts.append(found[position])
            position += 1
        leaves = _leaves(whole, parts)
        result += [leaf.term for leaf in leaves] or [whole.term]
    return result


def _leaves(whole: Token, parts: list[Token]) -> list[Token]:
    """Those parts that hold no other, when they make up the whole word; otherwise none."""
    inside = [part for part in parts if part.start >= whole.start and part.end - part.start < whole.end - whole.start]
    leaves = [
        part
        for part in inside
        if not any(other is not part and part.start <= other.start and other.end <= part.end for other in inside)
    ]
    covers = len(leaves) > 1 and leaves[0].start == whole.start and leaves[-1].end == whole.end
    return leaves if covers else []


@lru_cache(maxsize=1_000)
def question_terms(text: str) -> tuple[WeightedTerm, ...]:
    """
    The terms to look for, each once. Longer text is cut at LONGEST_QUESTION characters.

    Stop words are left out unless nothing else remains: whoever asks for ที่ alone gets what holds ที่.
    """
    pieces = list(_pieces(normalise(text[:LONGEST_QUESTION]).text))
    idle = stop_words()
    useful = [piece for piece in pieces if piece.term not in idle]
    group = -1
    best: dict[str, WeightedTerm] = {}
    for piece in useful or pieces:
        if not piece.is_part or group < 0:
            group += 1
        weighted = WeightedTerm(piece.term, _weight(piece), group)
        known = best.get(piece.term)
        if known is None or known.weight < weighted.weight:
            best[piece.term] = weighted
    return tuple(best.values())


def _weight(piece: _Piece) -> float:
    if piece.is_part:
        return PART_WEIGHT
    # What is short and no word is debris of a misspelling; being rare, it would outweigh the words beside it.
    is_debris = (
        len(piece.term) < SHORTEST_NAME
        and piece.term[0] >= "ก"
        and not piece.is_form
        and piece.term not in dictionary().words
    )
    return DEBRIS_WEIGHT if is_debris else 1.0


def _in_original(text: str, found: Normalised, first: int, last: int) -> tuple[int, int]:
    start, end = found.span(first, last)
    if not may_cut(text, start):
        start = cut_before(text, start)
    if not may_cut(text, end):
        end = cut_after(text, end)
    return start, end


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    for form in forms_in(text):
        yield from _words(text, position, form.start)
        for index, term in enumerate(form.terms):
            yield _Piece(term, form.start, form.end, index > 0, is_form=True)
        if not form.replaces:
            # Of ประถมศึกษาปีที่ 5 the words still count, as parts of the grade; its number alone says nothing.
            spoken = (piece for piece in _words(text, form.start, form.end) if not piece.term.isdigit())
            yield from (piece._replace(is_part=True) for piece in spoken)
        position = form.end
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[_Piece]:
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
            yield _Piece(term, first + inner_start, first + inner_end, is_part)
        term = expanded[0][0]
        if "a" <= term[0] <= "z":
            if latin:
                yield _Piece(f"{latin}{term}"[:LONGEST_TERM], latin_start, last, True)
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
