"""
Words that were meant: near words of the index's own vocabulary for those of a question that it does not know.

A misspelt Thai word is cut into debris (`เศรฐกิจ` becomes เศ, ร, ฐ, กิจ), so neighbouring words are joined again before
they are compared. Words are compared by what is heard: tone marks and silenced letters count nothing, letters of one
sound little.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy

from search.text.concepts import SIGN, groups, spelling
from search.text.dictionary import dictionary
from search.text.grams import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Memory and time are bounded: the most frequent words are kept, about 10 MB.
MOST_WORDS = 60_000
SHORTEST_WORD, LONGEST_WORD = 3, 32
# A word that is in no dictionary and in one document only may itself be a slip.
LEAST_DOCUMENTS = 2
MOST_NEAR = 3
# Worse candidates than this much beyond the best are not asked for.
TOLERANCE = 0.5
SAME_SOUND = 0.4
_WORD = re.compile(r"[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]*\Z|[a-z]+\Z")
_SOUNDS = (
    "คขฆ",
    "ชฉฌ",
    "พผภ",
    "ทถธ",
    "ดต",
    "รล",
    "ไใ",
    "ซสศษ",
    "นณ",
    "ยญ",
    "\u0e34\u0e35",
    "\u0e36\u0e37",
    "\u0e38\u0e39",
    "\u0e31ะ",
    "เแ",
)
_SOUND_OF = {letter: sound[0] for sound in _SOUNDS for letter in sound}


class Near(NamedTuple):
    """A word of the vocabulary, the terms that find it, and how many slips lie between."""

    word: str
    terms: tuple[str, ...]
    slips: float


class Lexicon:
    """The words of an index, ready to be compared. Built once for a state of the index."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        words = sorted(_kept(vocabulary), key=lambda word: -vocabulary[word])[:MOST_WORDS]
        found: dict[str, str] = {word: word for word in words}
        for name, term in _names():
            if vocabulary.get(term) and name not in found and _WORD.match(name):
                found[name] = term
        self._terms = found
        self._words = list(found)
        # A name of a concept may stand in no document itself: shown last among equals.
        self._counts = [vocabulary.get(word, 0) for word in self._words]
        self._by_skeleton: dict[str, list[int]] = {}
        self._letters = numpy.zeros(len(self._words), dtype=numpy.uint64)
        self._lengths = numpy.zeros(len(self._words), dtype=numpy.int16)
        for number, word in enumerate(self._words):
            bones = skeleton(word)
            self._by_skeleton.setdefault(bones, []).append(number)
            self._letters[number] = _letters(bones)
            self._lengths[number] = len(bones)
        self.near = lru_cache(maxsize=2_000)(self._near)

    def same(self, word: str) -> tuple[Near, ...]:
        """The word itself, where it is a term of the index."""
        return (Near(word, (word,), 0.0),) if self._terms.get(word) == word else ()

    def heard_alike(self, word: str) -> tuple[Near, ...]:
        """Words that differ only in what is not heard, the frequent ones first."""
        numbers = [number for number in self._by_skeleton.get(skeleton(word), ()) if self._words[number] != word]
        return tuple(self._found(number, 0.0) for number in numbers[:MOST_NEAR])

    def _near(self, word: str) -> tuple[Near, ...]:
        """The nearest words: none when more slips lie between than one makes in a word of this length."""
        bones = skeleton(word)
        most = most_slips(len(bones))
        if len(bones) < SHORTEST_WORD or len(bones) > LONGEST_WORD or not most:
            return self.same(word) + self.heard_alike(word)
        close = numpy.abs(self._lengths - len(bones)) <= most
        close &= numpy.bitwise_count(self._letters ^ numpy.uint64(_letters(bones))) <= 2 * most
        measured = []
        for number in numpy.flatnonzero(close).tolist():
            if self._words[number] == word != self._terms[word]:
                # The name of a concept, which is sought already.
                return ()
            slips = slips_between(bones, skeleton(self._words[number]), most)
            if slips <= most:
                measured.append((slips, -self._counts[number], number))
        measured.sort()
        return tuple(
            self._found(number, slips)
            for slips, _, number in measured[:MOST_NEAR]
            if slips <= measured[0][0] + TOLERANCE
        )

    def _found(self, number: int, slips: float) -> Near:
        word = self._words[number]
        return Near(word, (self._terms[word],), slips)


def most_slips(length: int) -> float:
    """How many slips one forgives in a word of this many letters."""
    if length < 4:
        return 0.5
    return 1.0 if length < 8 else 2.0


def slips_between(one: str, other: str, most: float) -> float:
    """
    How many letters were dropped, added, replaced or swapped; letters of one sound count SAME_SOUND.

    Gives up, with more than `most`, as soon as it cannot be less.
    """
    before: list[float] = []
    last = [float(place) for place in range(len(other) + 1)]
    for row, left in enumerate(one, 1):
        now = [float(row)]
        for column, right in enumerate(other, 1):
            if left == right:
                cost = last[column - 1]
            else:
                same = _SOUND_OF.get(left, left) == _SOUND_OF.get(right, right)
                cost = min(last[column - 1] + (SAME_SOUND if same else 1.0), last[column] + 1.0, now[column - 1] + 1.0)
                if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                    cost = min(cost, before[column - 2] + 1.0)
            now.append(cost)
        if min(now) > most and min(last) > most:
            return most + 1.0
        before, last = last, now
    return last[-1]


def _kept(vocabulary: Mapping[str, int]) -> Iterator[str]:
    known = dictionary().words
    for word, documents in vocabulary.items():
        if len(word) < SHORTEST_WORD or len(word) > LONGEST_WORD or word.startswith(SIGN) or not _WORD.match(word):
            continue
        if word in known or documents >= LEAST_DOCUMENTS:
            yield word


def _names() -> Iterator[tuple[str, str]]:
    for group in groups():
        for name in group.names:
            yield spelling(name), group.term


def _letters(text: str) -> int:
    """The letters of a word as bits, for a first look that costs nothing."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 63)
    return bits
