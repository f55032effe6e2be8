"""What is meant by the words of a question: its terms, and what is sought in another form than it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.lexicons import lexicon_of
from search.query import Replacement
from search.text.concepts import names_of, spelling
from search.text.corrections import corrected, mended
from search.text.grams import grams
from search.text.keyboard import retyped
from search.text.normalise import plain
from search.text.questions import LONGEST_QUESTION, question_words, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from search.backends.base import SearchBackend
    from search.text.corrections import Correction
    from search.text.questions import WeightedTerm, Word

# Triples of more letters than a long title has add time, not hits.
MOST_GRAMS = 60
# So many other names of a thing are told.
MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """
    The terms to look for, the letter triples that find what is spelt otherwise, `text` as it should have been typed,
    and what to tell the asker. Nothing here names what this viewer may not find.
    """

    text: str
    terms: tuple[WeightedTerm, ...] = ()
    grams: tuple[str, ...] = ()
    replacements: tuple[Replacement, ...] = ()


def typed_exactly(text: str) -> Meant:
    """The words as they stand: no other spelling, synonym or keyboard."""
    return Meant(text, terms_of(question_words(text, synonyms=False)))


def plainly(text: str) -> Meant:
    """The words and their synonyms, compared with no index."""
    return Meant(text, terms_of(question_words(text)), _grams(text))


def meant_by(backend: SearchBackend, text: str, audiences: frozenset[str]) -> Meant:
    """What this viewer most likely means. Raises IndexUnavailableError."""
    text = text[:LONGEST_QUESTION]
    held: dict[str, int] = {}

    def holding(terms: Collection[str]) -> Mapping[str, int]:
        missing = {term for term in terms if term not in held}
        if missing:
            held.update(dict.fromkeys(missing, 0) | dict(backend.holding(missing, audiences)))
        return held

    keyed = retyped(text, holding)
    typed, text = text, keyed or text
    words = question_words(text)
    if not words:
        return Meant(text, (), _grams(text))
    corrections = corrected(words, lexicon_of(backend), holding)
    text, sought = mended(plain(text), words, corrections)
    replacements: list[Replacement] = []
    if keyed:
        replacements.append(Replacement("keyboard", typed.strip(), keyed))
    replacements += _spellings(corrections)
    replacements += _synonyms(sought, holding)
    doubtful = any(not word.is_idle and (word.is_debris or not holding([word.term])[word.term]) for word in sought)
    return Meant(text, terms_of(sought), _grams(text) if doubtful else (), tuple(replacements))


def _grams(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(grams(text[:LONGEST_QUESTION])))[:MOST_GRAMS]


def _spellings(corrections: Sequence[Correction]) -> Iterator[Replacement]:
    for correction in corrections:
        if spelling(correction.typed) != spelling(correction.sought):
            yield Replacement("spelling", correction.typed, correction.sought)


def _synonyms(words: Sequence[Word], holding: Callable[[Collection[str]], Mapping[str, int]]) -> Iterator[Replacement]:
    for word in words:
        for term, typed in word.names:
            if holding([term])[term]:
                others = [name for name in names_of(term) if spelling(name) != spelling(typed)]
                yield Replacement("synonym", typed, ", ".join(others[:MOST_NAMES]))
