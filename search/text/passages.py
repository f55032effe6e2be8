"""Choosing the passage to show of a long text, and marking in it what was sought."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.text.characters import cut_after, cut_before, may_cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.text.marks import Span

PASSAGE_LENGTH = 180
# How far a passage may begin before its first match, so that the reader sees what the sentence is about.
LEAD = 40
# What a further place of the same term adds.
REPEATED = 0.05
ELLIPSIS = "…"


class Segment(NamedTuple):
    """A piece of shown text; `match` is true where it is what was sought."""

    text: str
    match: bool


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """
    The text in segments. Joined they are the text again; no cut splits a mark from its letter.

    Spans may overlap, touch or reach beyond the text.
    """
    segments: list[Segment] = []
    position = 0
    for start, end in _merged(text, spans):
        if start > position:
            segments.append(Segment(text[position:start], False))
        segments.append(Segment(text[start:end], True))
        position = end
    if position < len(text):
        segments.append(Segment(text[position:], False))
    return tuple(segments)


def passage(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Segment, ...]:
    """`text[start:end]` with the spans inside it highlighted, and … where text was left out."""
    if not text:
        return ()
    inside = [(first - start, last - start) for first, last, _ in spans if first >= start and last <= end]
    segments = list(highlight(text[start:end], inside))
    if start > 0:
        segments.insert(0, Segment(ELLIPSIS, match=False))
    if end < len(text):
        segments.append(Segment(ELLIPSIS, match=False))
    return tuple(segments)


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    size = len(text)
    for start, end in sorted(set(spans)):
        start, end = max(start, 0), min(end, size)
        if end <= start:
            continue
        # Mostly spans are those of words, which tear nothing.
        if not may_cut(text, start):
            start = cut_before(text, start)
        if not may_cut(text, end):
            end = cut_after(text, end)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def best_window(
    text: str, spans: Sequence[Span], weights: Mapping[str, float], length: int = PASSAGE_LENGTH
) -> tuple[int, int]:
    """Start and end of the stretch of about `length` characters that says most; the earliest wins a tie."""
    best_start, best_score = 0, 0.0
    last = 0
    counts: dict[str, int] = {}
    score = 0.0
    reach = length - LEAD
    for index, (start, _, term) in enumerate(spans):
        while last < len(spans) and (last == index or spans[last][1] <= start + reach):
            entering = spans[last][2]
            seen = counts.get(entering, 0)
            # The first place of a term counts fully, each further one a little: variety before repetition.
            score += weights[entering] * (REPEATED if seen else 1.0)
            counts[entering] = seen + 1
            last += 1
        if score > best_score + 1e-9:
            best_start, best_score = start, score
        counts[term] -= 1
        score -= weights[term] * (REPEATED if counts[term] else 1.0)
    return _fitted(text, best_start, length)


def _fitted(text: str, match: int, length: int) -> tuple[int, int]:
    """The window around `match`, its edges at spaces where there are some near by."""
    if len(text) <= length + LEAD:
        return 0, len(text)
    start = 0
    if match > LEAD:
        space = text.find(" ", match - LEAD, match)
        start = space + 1 if space >= 0 else cut_before(text, match - LEAD)
    end = min(start + length, len(text))
    if end < len(text):
        space = text.rfind(" ", start + length - LEAD, end)
        end = space if space > match else cut_before(text, end)
    if end <= start:
        # Nothing but marks, as no language writes: better cut among them than show all.
        end = min(cut_after(text, start + length), start + length + LEAD, len(text))
    return start, end
