"""
Words that editors keep, beside those of the project's files.

Plain values: whoever stores them (search.words) hands them in. The cut of a text may change with them, so what was
remembered of earlier cuts is forgotten then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Found(NamedTuple):
    """A word of the editors at `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """
    `words` are words in normalised spelling, with their parts where somebody stated them (None: cut by rule);
    `groups` are names of one thing, as in the files; `stop_words` are left out of questions.
    """

    words: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    stop_words: frozenset[str] = frozenset()

    @cached_property
    def digest(self) -> str:
        """The same for the same words."""
        content = (sorted(self.words.items(), key=str), sorted(self.groups), sorted(self.stop_words))
        return sha256(repr(content).encode()).hexdigest()[:8]

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for word in self.words:
            automaton.add_word(word, len(word))
        automaton.make_automaton()
        return automaton

    def found_in(self, text: str) -> Iterator[Found]:
        """Places that read like a word of the editors, the longest from the left, never overlapping."""
        if self.words:
            for last, size in self._automaton.iter_long(text):
                yield Found(last + 1 - size, last + 1)


_in_use = Vocabulary()
_forgetting: list[Callable[[], None]] = []


def in_use() -> Vocabulary:
    """The editors' words that texts and questions are cut with."""
    return _in_use


def use(vocabulary: Vocabulary) -> None:
    """From now on cut with these words of the editors."""
    global _in_use
    if vocabulary != _in_use:
        _in_use = vocabulary
        for forget in _forgetting:
            forget()


def on_change(forget: Callable[[], None]) -> Callable[[], None]:
    """Call this when the editors' words become others: what was remembered of a cut no longer holds."""
    _forgetting.append(forget)
    return forget
