"""A request in tantivy's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Occur, Query

from search.backends.base import GRAM_WEIGHT, LEAST_GRAMS, LEAST_WORDS, least
from search.backends.embedded.schema import schema
from search.documents import is_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.backends.base import Request

MUST, MUST_NOT, SHOULD = Occur.Must, Occur.MustNot, Occur.Should


def question(request: Request, compound_audiences: Sequence[str], *, without: str = "") -> Query:
    """The whole question; `without` leaves out the filter of that name, for counting its values."""
    parts = [(MUST, Query.const_score_query(audience_query(request.audiences, compound_audiences), 0.0))]
    parts += [(MUST, Query.const_score_query(query, 0.0)) for query in _filters(request.filters, without)]
    parts += [(MUST, Query.const_score_query(_in_order(phrase), 0.0)) for phrase in request.phrases]
    parts += [(MUST_NOT, _in_order(words)) for words in request.excluded]
    if request.only is not None:
        parts.append((MUST, Query.const_score_query(_keys(request.only), 0.0)))
    if request.terms or request.grams:
        parts.append((MUST, _text_or_also(request)))
    parts += [(SHOULD, _term(hint.term, hint.weight)) for hint in request.hints]
    return Query.boolean_query(parts)


def audience_query(audiences: Iterable[str], compound_audiences: Sequence[str]) -> Query:
    """What a viewer with these audiences may find."""
    held = frozenset(audiences)
    joined = [token for token in compound_audiences if is_held(token, held)]
    return _any_of(
        [
            *(("audience", token) for token in held if "+" not in token),
            *(("compound_audience", token) for token in joined),
        ]
    )


def any_value(name: str, values: Iterable[str]) -> Query:
    """Documents with any of these values in one field."""
    return _any_of([(name, value) for value in values])


def _keys(keys: Iterable[str]) -> Query:
    return any_value("key", keys)


def _in_order(words: Sequence[str]) -> Query:
    """These words side by side."""
    if len(words) == 1:
        return Query.term_query(schema(), "ordered", words[0])
    return Query.phrase_query(schema(), "ordered", list(words)) if words else Query.empty_query()


def _text_or_also(request: Request) -> Query:
    text = _text(request)
    if request.only is not None:
        # Named documents are asked how well they match, not whether.
        return Query.boolean_query([(SHOULD, text), (SHOULD, Query.const_score_query(Query.all_query(), 0.0))])
    if not request.also:
        return text
    return Query.boolean_query([(SHOULD, text), (SHOULD, Query.const_score_query(_keys(request.also), 0.0))])


def _filters(filters: Mapping[str, tuple[str, ...]], without: str) -> list[Query]:
    return [
        _any_of([(f"facets.{name}", value) for value in values]) for name, values in filters.items() if name != without
    ]


def _any_of(fields: list[tuple[str, str]]) -> Query:
    """Documents with any of these values. Five times faster than tantivy's own query for a set of terms."""
    if not fields:
        return Query.empty_query()
    queries = [Query.term_query(schema(), name, value) for name, value in fields]
    return queries[0] if len(queries) == 1 else Query.boolean_query([(SHOULD, query) for query in queries])


def _term(term: str, weight: float) -> Query:
    query = Query.term_query(schema(), "words", term)
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _text(request: Request) -> Query:
    """Enough of the words, or so many of the letter triples that it must be a misspelling of them."""
    groups: dict[int, list[tuple[Occur, Query]]] = {}
    for term, weight, group in request.terms:
        groups.setdefault(group, []).append((SHOULD, _term(term, weight)))
    either = []
    if groups:
        words = [(SHOULD, Query.boolean_query(group)) for group in groups.values()]
        either.append((SHOULD, Query.boolean_query(words, least(len(words), LEAST_WORDS))))
    if request.grams:
        triples = [(SHOULD, Query.term_query(schema(), "grams", gram)) for gram in request.grams]
        alike = Query.boolean_query(triples, least(len(triples), LEAST_GRAMS))
        either.append((SHOULD, Query.boost_query(alike, GRAM_WEIGHT)))
    return Query.boolean_query(either)
