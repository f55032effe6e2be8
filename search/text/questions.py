"""The words of a question, each with the terms that find it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from search.text.concepts import SIGN, with_concepts
from search.text.dictionary import dictionary, stop_words
from search.text.normalise import normalise
from search.text.pieces import Piece, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUESTION = 300
PART_WEIGHT = 0.25
DEBRIS_WEIGHT = 0.1
SYNONYM_WEIGHT = 0.45
SHORTEST_NAME = 4


class WeightedTerm(NamedTuple):
    """One term of a question. Terms of one `group` come from one word: finding any of them finds the word."""

    term: str
    weight: float
    group: int


class Word(NamedTuple):
    """
    A word of a question: how it was typed, where, and its terms with their weights, the word itself first.

    `names` are the concepts among the terms, with what was typed for each.
    """

    typed: str
    start: int
    end: int
    terms: tuple[tuple[str, float], ...]
    is_form: bool = False
    is_idle: bool = False
    names: tuple[tuple[str, str], ...] = ()

    @property
    def term(self) -> str:
        return self.terms[0][0]

    @property
    def is_debris(self) -> bool:
        return self.terms[0][1] <= DEBRIS_WEIGHT


@lru_cache(maxsize=1_000)
def question_words(text: str, *, synonyms: bool = True) -> tuple[Word, ...]:
    """The words of the question, stop words among them. Longer text is cut at LONGEST_QUESTION characters."""
    plain = normalise(text[:LONGEST_QUESTION]).text
    pieces = list(pieces_of(plain))
    if synonyms:
        pieces = with_concepts(plain, pieces)
    idle = stop_words()
    words: list[Word] = []
    for piece in pieces:
        if not piece.is_part or not words:
            typed = plain[piece.start : piece.end]
            terms = ((piece.term, _weight(piece)),)
            words.append(Word(typed, piece.start, piece.end, terms, piece.is_form, piece.term in idle))
        elif piece.term not in idle:
            word = words[-1]
            words[-1] = word._replace(terms=(*word.terms, (piece.term, _weight(piece))))
            if piece.term.startswith(SIGN):
                words[-1] = words[-1]._replace(names=(*word.names, (piece.term, plain[piece.start : piece.end])))
    return tuple(words)


def question_terms(text: str, *, synonyms: bool = True) -> tuple[WeightedTerm, ...]:
    """The terms to look for, each once."""
    return terms_of(question_words(text, synonyms=synonyms))


def terms_of(words: Iterable[Word]) -> tuple[WeightedTerm, ...]:
    """
    The terms of these words, each once, with its greatest weight.

    Stop words are left out unless nothing else remains: whoever asks for ที่ alone gets what holds ที่.
    """
    words = list(words)
    useful = [word for word in words if not word.is_idle]
    best: dict[str, WeightedTerm] = {}
    for group, word in enumerate(useful or words):
        for term, weight in word.terms:
            known = best.get(term)
            if known is None or known.weight < weight:
                best[term] = WeightedTerm(term, weight, group)
    return tuple(best.values())


def _weight(piece: Piece) -> float:
    if piece.term.startswith(SIGN):
        return SYNONYM_WEIGHT
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
