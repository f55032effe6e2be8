"""
Many names of one thing: การจัดการความรู้, KM and knowledge management share one concept term.

The names stand in `data/synonyms_*.txt`. They are compared with what the words of a text spell when joined, so that
spaces, dots, hyphens and the cut inside a name do not matter; a name counts only where a word begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from search.text import vocabulary
from search.text.characters import may_cut
from search.text.dictionary import DATA_FOLDER, lines_of
from search.text.normalise import plain
from search.text.pieces import LONGEST_TERM, Piece, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# No word of a text begins so.
SIGN = "\u2261"
# Up to here a name is an abbreviation: it must be words, not a part of one.
LONGEST_ABBREVIATION = 4
# From here on nobody writes the letters by chance: the name may also begin or end inside what the segmenter cut.
SURELY_A_NAME = 10
_BREAK = "\n"
_JOINING = frozenset(" .-\u2019'")
# The number of a piece and a place in the text.
Edge = tuple[int, int]


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
    """
    The whole pieces of a text joined to one string, with the places where a name may begin and end.

    Few texts hold more than some names, so places are looked up for what the string matched and not kept for all.
    """

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._source = text
        self._pieces = pieces
        # Where in the joined string each whole piece begins, and its number.
        self._places: list[int] = []
        self._numbers: list[int] = []
        joined: list[str] = []
        at = 0
        before = -1
        for number, (term, start, end, is_part, _) in enumerate(pieces):
            if is_part:
                continue
            if start != before and before >= 0 and not _JOINING.issuperset(text[before:start]):
                joined.append(_BREAK)
                at += 1
            joined.append(term)
            self._places.append(at)
            self._numbers.append(number)
            at += len(term)
            before = end
        self.text = "".join(joined)

    def begin(self, at: int, size: int) -> Edge | None:
        """The piece and the place in the text where a name of this size begins, if it may begin here."""
        found = self._before(at + 1)
        if found is None:
            return None
        place, number = found
        piece = self._pieces[number]
        if place == at:
            return number, piece.start
        if size <= LONGEST_ABBREVIATION:
            return None
        within = piece.start + at - place
        if any(part.start == within for part in self._parts(number)):
            return number, within
        return self._inside(at, size)

    def end(self, at: int, size: int) -> Edge | None:
        """The same for where it ends."""
        found = self._before(at)
        if found is None:
            return None
        place, number = found
        piece = self._pieces[number]
        if place + len(piece.term) == at:
            return number, piece.end
        if size <= LONGEST_ABBREVIATION:
            return None
        within = piece.start + at - place
        if any(part.end == within for part in self._parts(number)):
            return number, within
        return self._inside(at, size)

    def _before(self, at: int) -> tuple[int, int] | None:
        """The last whole piece that begins before this place."""
        index = bisect_left(self._places, at) - 1
        return (self._places[index], self._numbers[index]) if index >= 0 else None

    def _parts(self, number: int) -> Iterator[Piece]:
        """The words inside this one, where it stands in the text as it is spelled."""
        whole = self._pieces[number]
        if whole.is_form or not _is_spelled_out(whole):
            return
        for part in islice(self._pieces, number + 1, None):
            if not part.is_part:
                return
            if part.start >= whole.start:
                yield part

    def _inside(self, at: int, size: int) -> Edge | None:
        """Any place inside a word where the text may be cut; for what is surely a name."""
        found = self._before(at) if size >= SURELY_A_NAME else None
        if found is None:
            return None
        place, number = found
        piece = self._pieces[number]
        within = piece.start + at - place
        is_inside = _is_spelled_out(piece) and at < place + len(piece.term) and may_cut(self._source, within)
        return (number, within) if is_inside else None


def _is_spelled_out(piece: Piece) -> bool:
    return len(piece.term) == piece.end - piece.start


def concept_term(name: str) -> str:
    return SIGN + spelling(name)[: LONGEST_TERM - 1]


def spelling(name: str) -> str:
    """What the words of a name spell, joined. Two names of one spelling are the same to us."""
    text = plain(name)
    return "".join(piece.term for piece in pieces_of(text) if not piece.is_part)


@cache
def file_groups() -> tuple[Group, ...]:
    """The groups of the project's files."""
    found = []
    for path in sorted(DATA_FOLDER.glob("synonyms_*.txt")):
        for line in lines_of(path):
            names = tuple(name for raw in line.split("|") if (name := raw.strip()))
            found.append(Group(names))
    return tuple(found)


@cache
def groups() -> tuple[Group, ...]:
    """The groups of the project's files and of the editors."""
    return (*file_groups(), *(Group(names) for names in vocabulary.in_use().groups))


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
    found: list[tuple[int, int, tuple[str, ...], Edge, Edge]] = []
    for last, (size, terms) in automaton.iter(stream.text):
        first, last = last + 1 - size, last + 1
        begins = stream.begin(first, size)
        ends = begins and stream.end(last, size)
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


def with_concepts(text: str, known: list[Piece]) -> list[Piece]:
    """The pieces, each concept behind the last piece of its name."""
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


@vocabulary.on_change
def _forget() -> None:
    for remembered in (groups, _names, _automaton):
        remembered.cache_clear()
