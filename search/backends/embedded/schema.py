"""What tantivy keeps of a document, and how it is read back."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

import tantivy

from search.backends.base import StoredHit
from search.prepared import PREPARED_VERSION, ShownSection
from search.text.analysis import ANALYSIS_VERSION
from search.text.dictionary import data_digest

if TYPE_CHECKING:
    from search.prepared import PreparedDocument

# Raise when the fields change: an index of another version is not read.
SCHEMA_VERSION = 3
LEAST_WEIGHT, MOST_WEIGHT, WEIGHT_SCALE = 0.1, 10.0, 10.0
# Control characters never occur in what is shown (search.text.characters.one_line), so they part the stored fields.
_FIELD, _FACT = "\x1e", "\x1f"


@cache
def index_version() -> str:
    """An index is of use only to the fields, the preparation, the analysis and the words it was made with."""
    return f"{SCHEMA_VERSION}.{PREPARED_VERSION}.{ANALYSIS_VERSION}-{data_digest()}"


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    # Words arrive cut; title words are repeated, so that one BM25 score weighs title and text together.
    for name in ("words", "grams"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    # With positions, for phrases.
    builder.add_text_field("ordered", tokenizer_name="whitespace", index_option="position")
    for name in ("audience", "compound_audience", "starts"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title_key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("when", fast=True)
    builder.add_float_field("weight", fast=True)
    # A text field would be indexed too; one field of bytes is read back in one step.
    builder.add_bytes_field("view", stored=True)
    return builder.build()


def _stored_weight(weight: float) -> float:
    """Tantivy multiplies a score by log2(2 + weight), weight at least 0: stored so, by WEIGHT_SCALE times ours."""
    return 2.0 ** (min(max(weight, LEAST_WEIGHT), MOST_WEIGHT) * WEIGHT_SCALE) - 2.0


def to_tantivy(document: PreparedDocument) -> tantivy.Document:
    return tantivy.Document(
        key=document.key,
        words=document.words,
        grams=document.grams,
        ordered=document.ordered,
        starts=list(document.starts),
        audience=[token for token in document.audience if "+" not in token],
        compound_audience=[token for token in document.audience if "+" in token],
        facets={"kind": [document.kind], **{name: list(values) for name, values in document.facets.items()}},
        title_key=document.title_key,
        when=document.when,
        weight=_stored_weight(document.weight),
        view=_FIELD.join(
            (
                document.key,
                document.kind,
                document.url,
                _FACT.join(document.facts),
                document.date.isoformat() if document.date else "",
                document.shown,
                document.marks,
                _FACT.join(document.trail),
                document.state,
                _FACT.join(f"{start} {anchor} {label}" for start, anchor, label in document.sections),
            )
        ).encode(),
    )


def to_hit(stored: tantivy.Document, score: float) -> StoredHit:
    fields = stored.get_first("view").decode().split(_FIELD)
    key, kind, url, facts, date, shown, marks, trail, state, sections = fields
    return StoredHit(
        key=key,
        kind=kind,
        url=url,
        facts=_listed(facts),
        date=datetime.date.fromisoformat(date) if date else None,
        shown=shown,
        marks=marks,
        score=score / WEIGHT_SCALE,
        trail=_listed(trail),
        state=state,
        sections=tuple(_section(*line.split(" ", 2)) for line in _listed(sections)),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(_FACT)) if text else ()


def _section(start: str, anchor: str, label: str) -> ShownSection:
    return ShownSection(int(start), anchor, label)
