"""A request in Elasticsearch's terms: the same meaning as on the embedded engine."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

from elasticsearch_dsl import A, Q, Search

from search.backends.base import GRAM_WEIGHT, LEAST_GRAMS, LEAST_WORDS, MOST_VALUES, least, most_frequent
from search.backends.elasticsearch.documents import SHOWN
from search.prepared import TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from elasticsearch_dsl.query import Query

    from search.backends.base import Request
    from search.query import FacetCount

# After so many seconds the cluster answers with what it has: of a question those that are left of its own time.
LONGEST, SHORTEST = 2.0, 0.2
BUDGET = f"{LONGEST:g}s"


def question(request: Request) -> Search:
    """Hits, total and counts in one request. A facet's own filter narrows the hits, not its counts."""
    beside = [name for name in request.filters if name in request.facets]
    inside = [name for name in request.filters if name not in beside]
    query = Q(
        "bool",
        filter=[audience_filter(request.audiences), *(any_value(name, request.filters[name]) for name in inside)],
        must_not=[_in_order(words) for words in request.excluded],
    )
    if request.without:
        query.must_not.append(Q("terms", key=list(request.without)))
    query.filter.extend(_in_order(phrase) for phrase in request.phrases)
    if request.only is not None:
        query.filter.append(Q("terms", key=list(request.only)))
    if request.terms or request.grams:
        query.must.append(_text_or_also(request))
    query.should.extend(_term("words", hint.term, hint.weight) for hint in request.hints)
    ranked = request.sort == "relevance" and request.asks_text
    search = _search(request, ranked).query(weighted(query) if ranked else query)
    if beside:
        search = search.post_filter(Q("bool", filter=[any_value(name, request.filters[name]) for name in beside]))
    for name in counted_facets(request):
        others = [any_value(other, request.filters[other]) for other in beside if other != name]
        counted = search.aggs.bucket(name, A("filter", filter=Q("bool", filter=others)))
        counted.bucket("values", "terms", field=f"facets.{name}", size=MOST_VALUES)
    return search[request.offset : request.offset + request.limit]


def _search(request: Request, ranked: bool) -> Search:
    if ranked:
        # Equals in one order on every page.
        order: list[object] = ["_score", {"when": "desc"}, "key"]
    else:
        order = ["title_key", "key"] if request.sort == "title" else [{"when": "desc"}, "key"]
    # The copies of an index score a little differently: all pages of one question come from one copy.
    place = hashlib.sha256(repr((request.terms, request.phrases, sorted(request.audiences))).encode()).hexdigest()[:16]
    fields = ["key"] if request.keys_only else list(SHOWN)
    search = Search().params(preference=place).extra(timeout=_time_left(request), track_total_hits=True)
    return search.source(fields).sort(*order)


def _time_left(request: Request) -> str:
    seconds = min(max(request.until - time.monotonic(), SHORTEST), LONGEST)
    return f"{seconds * 1_000:.0f}ms"


def counts(request: Request, aggregations: Mapping[str, Mapping]) -> dict[str, tuple[FacetCount, ...]]:
    return {
        name: most_frequent({bucket["key"]: bucket["doc_count"] for bucket in aggregations[name]["values"]["buckets"]})
        for name in counted_facets(request)
        if name in aggregations
    }


def counted_facets(request: Request) -> list[str]:
    """Those to count: once time is up, none that need a count of their own beside the hits."""
    late = time.monotonic() >= request.until
    return [name for name in request.facets if not (late and name in request.filters)]


def weighted(query: Query) -> Query:
    """The score of a document times its own weight."""
    return Q(
        "function_score", query=query, functions=[{"field_value_factor": {"field": "weight"}}], boost_mode="multiply"
    )


def audience_filter(audiences: Iterable[str]) -> Query:
    """What a viewer with these audiences may find. Of a joined token, the cluster counts the parts that are held."""
    held = sorted(audiences)
    parts = {"terms": held, "minimum_should_match_field": "joined.count"}
    return Q(
        "bool",
        should=[
            Q("terms", audience=held),
            Q("nested", path="joined", query=Q("terms_set", joined__parts=parts), score_mode="none"),
        ],
        minimum_should_match=1,
    )


def any_value(facet: str, values: Collection[str]) -> Query:
    return Q("terms", **{f"facets__{facet}": list(values)})


def term_count(term: str, most: int) -> Search:
    """Whether more than `most` documents of the index hold the term."""
    return Search().query("bool", filter=[Q("term", words=term)]).extra(size=0, track_total_hits=most + 1)


def holding(terms: Sequence[str], audiences: Iterable[str]) -> Search:
    search = Search().query("bool", filter=[audience_filter(audiences)]).extra(size=0, timeout=BUDGET)
    filters = {str(place): Q("term", words=term) for place, term in enumerate(terms)}
    search.aggs.bucket("terms", "filters", filters=filters)
    return search


def starting_with(start: str, audiences: Iterable[str], limit: int, kinds: Collection[str]) -> Search:
    wanted = [audience_filter(audiences), Q("prefix", starts=start)]
    if kinds:
        wanted.append(any_value("kind", kinds))
    return (
        Search()
        .query("bool", filter=wanted)
        .extra(size=limit, timeout=BUDGET, track_total_hits=False)
        .source(list(SHOWN))
        .sort({"weight": "desc"}, "title_key", "key")
    )


def _in_order(words: Sequence[str]) -> Query:
    """These words side by side."""
    if not words:
        return Q("match_none")
    if len(words) == 1:
        return Q("term", ordered=words[0])
    return Q("match_phrase", ordered={"query": " ".join(words), "analyzer": "whitespace"})


def _text_or_also(request: Request) -> Query:
    text = _text(request)
    if request.only is not None:
        # Named documents are asked how well they match, not whether.
        return Q("bool", should=[text, Q("constant_score", filter=Q("match_all"), boost=0.0)], minimum_should_match=1)
    if not request.also:
        return text
    named = Q("constant_score", filter=Q("terms", key=list(request.also)), boost=0.0)
    return Q("bool", should=[text, named], minimum_should_match=1)


def _text(request: Request) -> Query:
    """Enough of the words, or so many of the letter triples that it must be a misspelling of them."""
    groups: dict[int, list[Query]] = {}
    for term, weight, group in request.terms:
        groups.setdefault(group, []).append(_term("words", term, weight))
    either = []
    if groups:
        words = [
            group[0] if len(group) == 1 else Q("bool", should=group, minimum_should_match=1)
            for group in groups.values()
        ]
        either.append(Q("bool", should=words, minimum_should_match=least(len(words), LEAST_WORDS)))
    if request.grams:
        triples = [_term("grams", gram, 1.0) for gram in request.grams]
        enough = least(len(triples), LEAST_GRAMS)
        either.append(Q("bool", should=triples, minimum_should_match=enough, boost=GRAM_WEIGHT))
    return Q("bool", should=either, minimum_should_match=1)


def _term(field: str, term: str, weight: float) -> Query:
    """
    Title and text under one BM25 score (BM25F). `field` holds all terms, the title's field those of the title again.

    How rare a term is, the cluster reads from the field where most documents hold it: here the one that holds all.
    """
    fields = [field, f"title_{field}^{TITLE_WEIGHT - 1}"]
    return Q("combined_fields", query=term, fields=fields, boost=weight)
