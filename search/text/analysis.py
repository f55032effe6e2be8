"""From text to terms: the one analysis for what is indexed and what is asked, on every search backend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.text.characters import cut_after, cut_before, may_cut
from search.text.concepts import SIGN, with_concepts
from search.text.normalise import Normalised, normalise
from search.text.pieces import LONGEST_TERM, pieces_of
from search.text.questions import DEBRIS_WEIGHT, LONGEST_QUESTION, WeightedTerm, question_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ANALYSIS_VERSION",
    "DEBRIS_WEIGHT",
    "LONGEST_QUESTION",
    "LONGEST_TERM",
    "Token",
    "WeightedTerm",
    "in_order",
    "question_terms",
    "tokens",
]

# Part of every index's version: raise it whenever the same text would give other terms.
ANALYSIS_VERSION = 2


class Token(NamedTuple):
    """A term and where it stands in the original text. A part belongs to the whole word before it."""

    term: str
    start: int
    end: int
    is_part: bool


def tokens(text: str) -> list[Token]:
    """All terms of the text in reading order, with offsets that never split a mark from its letter."""
    found = normalise(text)
    result: list[Token] = []
    for piece in with_concepts(found.text, pieces_of(found.text)):
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
            # A concept may name more than this word.
            if not found[position].term.startswith(SIGN):
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


def _in_original(text: str, found: Normalised, first: int, last: int) -> tuple[int, int]:
    start, end = found.span(first, last)
    if not may_cut(text, start):
        start = cut_before(text, start)
    if not may_cut(text, end):
        end = cut_after(text, end)
    return start, end
