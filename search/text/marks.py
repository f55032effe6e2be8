"""
Where each term of a document stands, in a form that is stored beside it and asked without analysing the text again.

Highlighting twenty hits by cutting their texts into words would cost thirty times more than the search itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.text.analysis import Token

# More places of one term than these do not make a passage better, and cost space in every index.
MOST_PLACES = 6


# Start, end and term: `text[start:end]` is where the term was found. A plain tuple, for a page of hits has hundreds.
Span = tuple[int, int, str]


def write_marks(tokens: Iterable[Token]) -> str:
    """One line a term: the term, then `start.length` of its first places."""
    places: dict[str, list[str]] = {}
    for term, start, end, _ in tokens:
        known = places.get(term)
        if known is None:
            places[term] = [f"{start}.{end - start}"]
        elif len(known) < MOST_PLACES:
            known.append(f"{start}.{end - start}")
    return "\n" + "\n".join(f"{term} {' '.join(known)}" for term, known in places.items()) + "\n"


def read_marks(marks: str, terms: Iterable[str]) -> list[Span]:
    """The spans of these terms, in reading order."""
    spans = []
    for term in terms:
        line = f"\n{term} "
        at = marks.find(line)
        if at < 0:
            continue
        first = at + len(line)
        for place in marks[first : marks.index("\n", first)].split(" "):
            start, _, length = place.partition(".")
            begin = int(start)
            spans.append((begin, begin + int(length), term))
    spans.sort()
    return spans
