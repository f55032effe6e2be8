"""From text to terms: the one analysis for what is indexed and what is asked, on every search backend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.text.characters import cut_after, cut_before, torn_places
from search.text.concepts import SIGN, with_concepts
from search.text.normalise import normalise
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
ANALYSIS_VERSION = 3


class Token(NamedTuple):
    """A term and where it stands in the original text. A part belongs to the whole word before it."""

    term: str
    start: int
    end: int
    is_part: bool


def tokens(text: str) -> list[Token]:
    """All terms of the text in reading order, with offsets that never split a mark from its letter."""
    found = normalise(text)
    torn = torn_places(text)
    # A text of a thousand letters has four hundred terms, and each call costs as much as its look-up.
    new, moved = tuple.__new__, found.starts is not None
    result: list[Token] = []
    for term, start, end, is_part, _ in with_concepts(found.text, pieces_of(found.text)):
        if moved:
            start, end = found.span(start, end)
        if start in torn:
            start = cut_before(text, start)
        if end in torn:
            end = cut_after(text, end)
        result.append(new(Token, (term, start, end, is_part)))
    return result


def in_order(found: Sequence[Token]) -> list[str]:
    """
    The smallest words of analysed text in reading order: of กระดาษหน้าเดียว the three it holds.

    A phrase and a text cut otherwise (one long word here, its parts there) agree on these.
    """
    result: list[str] = []
    position, size = 0, len(found)
    while position < size:
        whole = found[position]
        position += 1
        if whole[3]:
            continue
        first = position
        while position < size and found[position][3]:
            position += 1
        leaves = _leaves(whole, found[first:position]) if position - first > 1 else ()
        if leaves:
            result += [leaf.term for leaf in leaves]
        else:
            result.append(whole[0])
    return result


def _leaves(whole: Token, behind: Sequence[Token]) -> list[Token]:
    """Those parts that hold no other, when they make up the whole word; otherwise none."""
    # A concept may name more than this word.
    parts = [part for part in behind if not part.term.startswith(SIGN)]
    inside = [part for part in parts if part.start >= whole.start and part.end - part.start < whole.end - whole.start]
    leaves = [
        part
        for part in inside
        if not any(other is not part and part.start <= other.start and other.end <= part.end for other in inside)
    ]
    covers = len(leaves) > 1 and leaves[0].start == whole.start and leaves[-1].end == whole.end
    return leaves if covers else []
