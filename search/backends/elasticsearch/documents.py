"""What Elasticsearch keeps of a document, and how it is read back."""

from __future__ import annotations

import datetime
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from elasticsearch_dsl import (
    Boolean,
    Document,
    Double,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    MetaField,
    Nested,
    Object,
    Text,
)

from search.backends.base import StoredHit
from search.documents import FILTER_NAMES
from search.prepared import PREPARED_VERSION, ShownSection
from search.text.analysis import ANALYSIS_VERSION
from search.text.dictionary import data_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.prepared import PreparedDocument

# Raise when the fields change: an index of another version is not read.
SCHEMA_VERSION = 3
LEAST_WEIGHT, MOST_WEIGHT = 0.1, 10.0
# Lucene takes no term of more than 32,766 bytes, and a key of at most 512.
LONGEST_VALUE = 8_000
LONGEST_ID = 512
# What is only searched is not given back: the index is made anew from the database, never from itself.
ONLY_SEARCHED = ("words", "title_words", "grams", "title_grams", "ordered", "starts", "vocabulary")
SHOWN = ("key", "kind", "url", "facts", "date", "shown", "marks", "trail", "state", "sections")


@cache
def index_version() -> str:
    """An index is of use only to the fields, the preparation, the analysis and the words it was made with."""
    return f"{SCHEMA_VERSION}.{PREPARED_VERSION}.{ANALYSIS_VERSION}-{data_digest()}".lower()


class JoinedToken(InnerDoc):
    """An audience that asks for several tokens at once: all of its parts, and how many they are."""

    parts = Keyword()
    count = Integer()


class Findable(Document):
    """Words arrive cut: all of the document, and those of its title once more for `combined_fields` to weigh."""

    key = Keyword()
    words = Text(analyzer="whitespace", index_options="freqs")
    title_words = Text(analyzer="whitespace", index_options="freqs")
    grams = Text(analyzer="whitespace", index_options="freqs")
    title_grams = Text(analyzer="whitespace", index_options="freqs")
    ordered = Text(analyzer="whitespace", index_options="positions", norms=False)
    vocabulary = Keyword(index=False)
    starts = Keyword()
    audience = Keyword()
    joined = Nested(JoinedToken)
    facets = Object(properties={name: Keyword(ignore_above=LONGEST_VALUE) for name in FILTER_NAMES}, dynamic="strict")
    title_key = Keyword(index=False)
    when = Long(index=False)
    weight = Double(index=False)
    # A document that went while an index is built: it must not come back with an older page of the database.
    gone = Boolean()
    kind = Keyword(index=False, doc_values=False)
    url = Keyword(index=False, doc_values=False)
    date = Keyword(index=False, doc_values=False)
    shown = Keyword(index=False, doc_values=False)
    marks = Keyword(index=False, doc_values=False)
    facts = Keyword(index=False, doc_values=False)
    trail = Keyword(index=False, doc_values=False)
    state = Keyword(index=False, doc_values=False)
    sections = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(excludes=list(ONLY_SEARCHED))

    class Index:
        name = "khumkhwamru"
        settings = {
            # One shard holds a million items, and counts in it are exact.
            "number_of_shards": 1,
            # A copy as soon as there is a second node to hold it.
            "auto_expand_replicas": "0-1",
            "max_result_window": 500_000,
            # How long a late, old write is recognised after its document went.
            "gc_deletes": "1h",
            # `combined_fields` refuses fields with a similarity of their own.
            "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
        }


def document_id(key: str) -> str:
    return key if len(key.encode()) <= LONGEST_ID else hashlib.sha256(key.encode()).hexdigest()


def to_source(document: PreparedDocument) -> dict[str, object]:
    words = f"{document.title_words} {document.text_words}"
    joined = [sorted(set(token.split("+"))) for token in document.audience if "+" in token]
    return {
        "key": document.key,
        "words": words,
        "title_words": document.title_words,
        "grams": f"{document.title_grams} {document.text_grams}",
        "title_grams": document.title_grams,
        "ordered": document.ordered,
        "vocabulary": sorted(set(words.split())),
        "starts": list(document.starts),
        "audience": sorted(document.audience),
        "joined": [{"parts": parts, "count": len(parts)} for parts in joined],
        "facets": {"kind": [document.kind], **{name: list(values) for name, values in document.facets.items()}},
        "title_key": document.title_key,
        "when": document.when,
        "weight": min(max(document.weight, LEAST_WEIGHT), MOST_WEIGHT),
        "kind": document.kind,
        "url": document.url,
        "date": document.date.isoformat() if document.date else "",
        "shown": document.shown,
        "marks": document.marks,
        "facts": list(document.facts),
        "trail": list(document.trail),
        "state": document.state,
        "sections": [list(section) for section in document.sections],
    }


def to_hit(source: Mapping[str, object], score: float) -> StoredHit:
    return StoredHit(
        key=source["key"],
        kind=source["kind"],
        url=source["url"],
        facts=tuple(source["facts"]),
        date=datetime.date.fromisoformat(source["date"]) if source["date"] else None,
        shown=source["shown"],
        marks=source["marks"],
        score=score,
        trail=tuple(source["trail"]),
        state=source["state"],
        sections=tuple(ShownSection(*section) for section in source["sections"]),
    )
