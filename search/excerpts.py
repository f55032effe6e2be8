"""From a stored hit to what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.query import Hit
from search.text.marks import read_marks
from search.text.passages import best_window, highlight, passage

if TYPE_CHECKING:
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
    first_match = next((place for place, _, _ in in_text if place >= start), start)
    section = _section_at(stored, offset + first_match)
    # A line break reads as a space.
    return Hit(
        key=stored.key,
        kind=stored.kind,
        title=highlight(title, in_title),
        passage=passage(text.replace("\n", " "), in_text, start, end),
        url=f"{stored.url}#{section.anchor}" if section and section.anchor and in_text else stored.url,
        facts=stored.facts,
        date=stored.date,
        score=stored.score,
        trail=stored.trail,
        state=stored.state,
        section=section.label if section and in_text else "",
    )


def _section_at(stored: StoredHit, place: int) -> ShownSection | None:
    """The last section that begins at or before this place of the shown text."""
    return next((section for section in reversed(stored.sections) if section.start <= place), None)
