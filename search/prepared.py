"""A document made ready for any backend: analysed once, with all that a hit needs to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from search.text.analysis import in_order, tokens
from search.text.characters import one_line
from search.text.collation import thai_sort_key
from search.text.grams import grams
from search.text.marks import write_marks
from search.text.starts import start_keys

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from search.documents import SearchDocument
    from search.text.analysis import Token

# Raise when the same document would be prepared otherwise: part of every index's version.
PREPARED_VERSION = 4
# A word in the title weighs as much as three in the text (measured: 2 and 4 are no better).
TITLE_WEIGHT = 3
# A tag or a grade was chosen by a person to say what the thing is about.
LABEL_WEIGHT = 3
# Of a word's places in the text only these count. A long unit would else lose to a short note for its length alone.
COUNTED_PLACES = frozenset(4**power for power in range(8))
LONGEST_TITLE = 500
LONGEST_BODY = 200_000
# What can be shown of a hit, and what a misspelt word is compared with: the beginning of the text.
LONGEST_SHOWN = 20_000
LONGEST_FOR_GRAMS = 3_000
# Stands where a phrase must not reach across: between title, text, sections and labels.
BREAK = "\u00b6"
_SECONDS_A_DAY = 86_400


class ShownSection(NamedTuple):
    """Where in the shown text a section begins, its id on the page and what it is called."""

    start: int
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """
    Words and grams are space-joined terms, those of the title once; `shown` is the title, a line break, then summary
    and text; `marks` tells where in it each term stands, `sections` where its parts begin. `ordered` holds the smallest
    words in reading order, for phrases; `starts` what a title reads from each of its words on. `when` orders by date,
    `title_key` by title.
    """

    key: str
    kind: str
    url: str
    audience: frozenset[str]
    facets: dict[str, tuple[str, ...]]
    facts: tuple[str, ...]
    date: datetime.date | None
    weight: float
    title_words: str
    text_words: str
    title_grams: str
    text_grams: str
    ordered: str
    starts: tuple[str, ...]
    shown: str
    marks: str
    sections: tuple[ShownSection, ...]
    trail: tuple[str, ...]
    state: str
    when: int
    title_key: str

    @property
    def words(self) -> str:
        """All words, those of the title as often as they count: for an engine that scores one field."""
        return _weighted(self.title_words, self.text_words)

    @property
    def grams(self) -> str:
        """All grams, likewise."""
        return _weighted(self.title_grams, self.text_grams)


def prepare(document: SearchDocument) -> PreparedDocument:
    """Analyse the document. This is the dear part of indexing; it never runs inside a request."""
    title = one_line(document.title)[:LONGEST_TITLE]
    text, sections = _text(document)
    # Hidden words are found, not shown: what stands on the hit's own labels.
    labels = " \n ".join(one_line(value) for value in (*document.facts, *document.facets.get("tag", ())))
    found = tokens(f"{title}\n{text}")
    shown = f"{title}\n{text}"[:LONGEST_SHOWN]
    of_title = [token for token in found if token.end <= len(title)]
    in_title = [token.term for token in of_title]
    in_text = _thinned([token.term for token in found[len(in_title) :]])
    found_labels = tokens(labels)
    in_labels = [token.term for token in found_labels]
    return PreparedDocument(
        key=document.key,
        kind=document.kind,
        url=document.url,
        audience=document.audience,
        facets={name: _values(values) for name, values in document.facets.items() if values},
        facts=tuple(one_line(fact) for fact in document.facts),
        date=document.date,
        weight=document.weight,
        title_words=" ".join(in_title),
        text_words=" ".join(in_text + in_labels * LABEL_WEIGHT),
        title_grams=" ".join(grams(title)),
        text_grams=" ".join(grams(text[:LONGEST_FOR_GRAMS])),
        ordered=_ordered(found, [0, *_breaks(title, text), len(title) + len(text) + 1], found_labels),
        starts=start_keys(title, of_title),
        shown=shown,
        marks=write_marks(token for token in found if token.end <= len(shown)),
        sections=tuple(
            section._replace(start=start)
            for section in sections
            if (start := section.start + len(title) + 1) < len(shown)
        ),
        trail=tuple(one_line(name) for name in document.trail),
        state=one_line(document.state),
        when=_when(document),
        title_key=thai_sort_key(title),
    )


def shown_text(document: SearchDocument) -> str:
    """`shown` of the prepared document, without its analysis."""
    return f"{one_line(document.title)[:LONGEST_TITLE]}\n{_text(document)[0]}"[:LONGEST_SHOWN]


def _text(document: SearchDocument) -> tuple[str, list[ShownSection]]:
    """Summary, body and sections, a line each, and where in them the sections begin."""
    body = one_line(document.body[:LONGEST_BODY])
    summary = one_line(document.summary)
    lines = [summary] if summary and not body.startswith(summary) else []
    lines += [body] if body else []
    length = sum(len(line) + 1 for line in lines)
    sections = []
    for section in document.sections:
        line = one_line(section.text)
        if not line or length + len(line) > LONGEST_BODY:
            continue
        sections.append(ShownSection(length, section.anchor, one_line(section.label)))
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines), sections


def _breaks(title: str, text: str) -> Iterable[int]:
    """Where a line of the text begins, counted from the title's first character."""
    at = len(title) + 1
    for line in text.split("\n"):
        yield at
        at += len(line) + 1


def _ordered(found: list[Token], breaks: list[int], labels: list[Token]) -> str:
    """The smallest words in reading order, with a break between the lines."""
    pieces: list[str] = []
    position = 0
    for first, last in pairwise(breaks):
        begun = position
        while position < len(found) and found[position].start < last:
            position += 1
        pieces += [*in_order([token for token in found[begun:position] if token.start >= first]), BREAK]
    return " ".join([*pieces, *in_order(labels)])


def _weighted(title: str, text: str) -> str:
    return " ".join([title] * TITLE_WEIGHT + [text]).strip()


def _thinned(terms: Iterable[str]) -> list[str]:
    seen: dict[str, int] = {}
    kept = []
    for term in terms:
        count = seen[term] = seen.get(term, 0) + 1
        if count in COUNTED_PLACES:
            kept.append(term)
    return kept


def _values(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cleaned for value in values if (cleaned := one_line(value))))


def _when(document: SearchDocument) -> int:
    """Seconds that order documents by date, and those of one day by when they were changed."""
    changed = document.changed
    if document.date is None:
        return 0 if changed is None else changed.date().toordinal() * _SECONDS_A_DAY
    moment = 0
    if changed is not None and changed.date() == document.date:
        moment = changed.hour * 3600 + changed.minute * 60 + changed.second
    return document.date.toordinal() * _SECONDS_A_DAY + moment
