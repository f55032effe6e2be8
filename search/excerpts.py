"""From a stored hit to what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.query import Hit
from search.text.marks import read_marks
from search.text.passages import best_window, highlight, passage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.backends.base import StoredHit
    from search.prepared import ShownSection
    from search.text.analysis import WeightedTerm


def shown_hit(stored: StoredHit, terms: tuple[WeightedTerm, ...]) -> Hit:
    """The hit with its title and best passage, what was sought marked in both."""
    weights = {term.term: term.weight for term in terms}
    spans = read_marks(stored.marks, weights)
    title, _, text = stored.shown.partition("\n")
    in_title = [(start, end) for start, end, _ in spans if end <= len(title)]
    offset = len(title) + 1
    in_text = [(start - offset, end - offset, term) for start, end, term in spans if start >= offset]
    start, end = best_window(text, in_text, weights)
    inside = [(offset + place, term) for place, _, term in in_text if start <= place < end]
    section = _best_section(stored, inside, weights)
    # A line break reads as a space.
    return Hit(
        key=stored.key,
        kind=stored.kind,
        title=highlight(title, in_title),
        passage=passage(text.replace("\n", " "), in_text, start, end),
        url=_address(stored.url, section.anchor if section and in_text else ""),
        facts=stored.facts,
        date=stored.date,
        score=stored.score,
        trail=stored.trail,
        state=stored.state,
        section=section.label if section and in_text else "",
    )


def _address(url: str, anchor: str) -> str:
    if anchor.startswith("/"):
        return anchor
    return f"{url}#{anchor}" if anchor else url


def _best_section(
    stored: StoredHit, matches: list[tuple[int, str]], weights: Mapping[str, float]
) -> ShownSection | None:
    """
    The part of the shown window that answers most of the question, the first of equals.

    Parts may be as short as the node of a map, so that several stand in one window.
    """
    terms: dict[ShownSection | None, set[str]] = {}
    for place, term in matches:
        terms.setdefault(_section_at(stored, place), set()).add(term)
    return max(terms, key=lambda section: sum(weights[term] for term in terms[section]), default=None)


def _section_at(stored: StoredHit, place: int) -> ShownSection | None:
    """The last section that begins at or before this place of the shown text."""
    return next((section for section in reversed(stored.sections) if section.start <= place), None)
