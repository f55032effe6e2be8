"""
Many names of one thing: การจัดการความรู้, KM and knowledge management share one concept term.

The names stand in `data/synonyms_*.txt`. They are compared with what the words of a text spell when joined, so that
spaces, dots, hyphens and the cut inside a name do not matter; a name counts only where a word begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from search.text.characters import may_cut
from search.text.dictionary import DATA_FOLDER, lines_of
from search.text.normalise import plain
from search.text.pieces import LONGEST_TERM, Piece, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# No word of a text begins so.
SIGN = "\u2261"
# Up to here a name is an abbreviation: it must be words, not a part of one.
LONGEST_ABBREVIATION = 4
# From here on nobody writes the letters by chance: the name may also begin or end inside what the segmenter cut.
SURELY_A_NAME = 10
_BREAK = "\n"
_JOINING = frozenset(" .-\u2019'")


class Group(NamedTuple):
    """Names that mean the same; the first gives the concept its term."""

    names: tuple[str, ...]

    @property
    def term(self) -> str:
        return concept_term(self.names[0])


class Concept(NamedTuple):
    """A concept found among pieces: its term, the pieces its name begins and ends in, and where in the text."""

    term: str
    first: int
    last: int
    start: int
    end: int


class _Stream:
    """The whole pieces of a text joined to one string, with the places where a name may begin and end."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        joined: list[str] = []
        # Place in the joined string -> number of the piece and place in the text.
        self.starts: dict[int, tuple[int, int]] = {}
        self.ends: dict[int, tuple[int, int]] = {}
        self.whole_starts: set[int] = set()
        self.whole_ends: set[int] = set()
        self._plain: list[tuple[int, int, int, int]] = []
        at = 0
        head: tuple[int, int] | None = None
        before = -1
        for number, (term, start, end, is_part, is_form) in enumerate(pieces):
            if is_part:
                if head is not None and start >= head[1]:
                    self.starts.setdefault(at - len(pieces[head[0]].term) + start - head[1], (head[0], start))
                    self.ends.setdefault(at - len(pieces[head[0]].term) + end - head[1], (head[0], end))
                continue
            if before >= 0 and not _JOINING.issuperset(text[before:start]):
                joined.append(_BREAK)
                at += 1
            joined.append(term)
            self.starts[at] = (number, start)
            self.whole_starts.add(at)
            if len(term) == end - start:
                self._plain.append((at, at + len(term), number, start))
                head = None if is_form else (number, start)
            else:
                head = None
            at += len(term)
            self.ends[at] = (number, end)
            self.whole_ends.add(at)
            before = end
        self.text = "".join(joined)

    def inside(self, at: int, text: str) -> tuple[int, int] | None:
        """The piece and the place in the text of a place inside a word, where the text may be cut."""
        index = bisect_left(self._plain, (at,)) - 1
        if index < 0:
            return None
        first, last, number, start = self._plain[index]
        place = start + at - first
        return (number, place) if at < last and may_cut(text, place) else None


def concept_term(name: str) -> str:
    return SIGN + spelling(name)[: LONGEST_TERM - 1]


def spelling(name: str) -> str:
    """What the words of a name spell, joined. Two names of one spelling are the same to us."""
    text = plain(name)
    return "".join(piece.term for piece in pieces_of(text) if not piece.is_part)


@cache
def groups() -> tuple[Group, ...]:
    """The groups of the project's files."""
    found = []
    for path in sorted(DATA_FOLDER.glob("synonyms_*.txt")):
        for line in lines_of(path):
            names = tuple(name for raw in line.split("|") if (name := raw.strip()))
            found.append(Group(names))
    return tuple(found)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {group.term: group.names for group in groups()}


def names_of(term: str) -> tuple[str, ...]:
    """The names of the concept with this term."""
    return _names().get(term, ())


@cache
def _automaton() -> ahocorasick.Automaton:
    terms: dict[str, tuple[str, ...]] = {}
    for group in groups():
        for name in group.names:
            key = spelling(name)
            if key and group.term not in terms.get(key, ()):
                terms[key] = (*terms.get(key, ()), group.term)
    automaton = ahocorasick.Automaton()
    for key, found in terms.items():
        automaton.add_word(key, (len(key), found))
    automaton.make_automaton()
    return automaton


def concepts_in(text: str, pieces: Sequence[Piece]) -> Iterator[Concept]:
    """The concepts named in the text, in the order in which their names end. A name inside a longer one is left out."""
    automaton = _automaton()
    stream = _Stream(text, pieces)
    found: list[tuple[int, int, tuple[str, ...], tuple[int, int], tuple[int, int]]] = []
    for last, (size, terms) in automaton.iter(stream.text):
        first, last = last + 1 - size, last + 1
        begins = _edge(stream, first, size, text, stream.starts, stream.whole_starts)
        ends = begins and _edge(stream, last, size, text, stream.ends, stream.whole_ends)
        if not begins or not ends:
            continue
        # Matches come by their ends, of one end the longest first.
        if found and found[-1][0] <= first and found[-1][1] == last:
            continue
        while found and found[-1][0] >= first:
            found.pop()
        found.append((first, last, terms, begins, ends))
    for _, _, terms, begins, ends in found:
        for term in terms:
            yield Concept(term, begins[0], ends[0], begins[1], ends[1])


def _edge(
    stream: _Stream, at: int, size: int, text: str, edges: dict[int, tuple[int, int]], whole: set[int]
) -> tuple[int, int] | None:
    if size <= LONGEST_ABBREVIATION:
        return edges[at] if at in whole else None
    return edges.get(at) or (stream.inside(at, text) if size >= SURELY_A_NAME else None)


def with_concepts(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, each concept behind the last piece of its name."""
    known = list(pieces)
    behind: dict[int, list[Piece]] = {}
    for concept in concepts_in(text, known):
        last = concept.last
        while last + 1 < len(known) and known[last + 1].is_part:
            last += 1
        behind.setdefault(last, []).append(Piece(concept.term, concept.start, concept.end, True))
    if not behind:
        return known
    result: list[Piece] = []
    for number, piece in enumerate(known):
        result.append(piece)
        result += behind.get(number, ())
    return result
