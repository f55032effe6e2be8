"""Whatever the documents, the viewer and the question: nothing of what a viewer may not find shows up anywhere."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.failover import FailoverBackend
from search.backends.memory import MemoryBackend
from search.documents import SearchDocument, may_find
from search.excerpts import shown_hit
from search.prepared import prepare
from search.query import SearchQuery
from search.requests import request_for
from search.text.analysis import in_order, tokens
from search.text.starts import start_of

if TYPE_CHECKING:
    from search.backends.base import SearchBackend

WORDS = ["โนรา", "มะพร้าว", "ทะเลน้อย", "กระดาษหน้าเดียว", "บูรณาการ", "ครู", "ป.5"]
PARTS = ["public", "members", "group:1", "group:2", "team:1", "user:1", "user:11"]
TOKENS = [*PARTS, "group:1+group:2", "members+team:1", "group:1+group:2+team:1"]
TAGS = ["นก", "น้ำ", "ป่า"]
# A change of one letter makes a question that only triples of letters can answer.
QUESTIONS = [*WORDS, "", "โนร่า", "มะพราว", "ทะเล", "บูรณการ", "กระดาษ", "ไม่มีคำนี้", '"', "โนรา มะพร้าว ครู"]


@st.composite
def collections(draw: st.DrawFn) -> list[SearchDocument]:
    """A few documents; each holds one word of its own that no other has, so that a leak can be told."""
    documents = []
    for number in range(draw(st.integers(1, 6))):
        own = f"ลับเฉพาะ{number}"
        documents.append(
            SearchDocument(
                key=f"k{number}",
                kind=draw(st.sampled_from(["unit", "note"])),
                title=f"{' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))} {own}",
                body=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
                url=f"/{number}/",
                audience=draw(st.frozensets(st.sampled_from(TOKENS), min_size=1, max_size=3)),
                facets={"tag": (*draw(st.lists(st.sampled_from(TAGS), max_size=2)), own)},
                weight=draw(st.sampled_from([0.5, 1.0, 3.0])),
            )
        )
    return documents


viewers = st.frozensets(st.sampled_from(TOKENS), max_size=4)
questions = st.builds(
    SearchQuery,
    text=st.sampled_from(QUESTIONS),
    filters=st.dictionaries(st.sampled_from(["tag", "kind"]), st.tuples(st.sampled_from([*TAGS, "unit"])), max_size=2),
    sort=st.sampled_from(["relevance", "newest", "title"]),
    facets=st.just(("kind", "tag")),
)


EXAMPLES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
# The cluster takes a hundred times longer for an example.
FEW = settings(EXAMPLES, max_examples=300 if os.environ.get("KM_SOAK") else 10)
SITUATION = {"documents": collections(), "held": viewers, "query": questions, "extra": st.sampled_from(WORDS)}


@pytest.fixture(scope="module")
def cluster(elasticsearch) -> ElasticsearchBackend:
    return ElasticsearchBackend(f"test-{secrets.token_hex(4)}")


@pytest.fixture(scope="module", params=["memory", "embedded", "failover"])
def backend(request, tmp_path_factory) -> SearchBackend:
    if request.param == "embedded":
        return EmbeddedBackend(tmp_path_factory.mktemp("index"))
    return MemoryBackend() if request.param == "memory" else FailoverBackend(MemoryBackend(), MemoryBackend())


@pytest.mark.django_db
@EXAMPLES
@given(**SITUATION)
def test_no_viewer_learns_of_what_they_may_not_find(backend, documents, held, query, extra):
    tell_nothing_that_is_closed(backend, documents, held, query, extra)


@pytest.mark.django_db
@FEW
@given(**SITUATION)
def test_no_viewer_learns_from_the_cluster_what_they_may_not_find(cluster, documents, held, query, extra):
    tell_nothing_that_is_closed(cluster, documents, held, query, extra)


def tell_nothing_that_is_closed(
    backend: SearchBackend, documents: list[SearchDocument], held: frozenset[str], query: SearchQuery, extra: str
) -> None:
    all_keys = [f"k{number}" for number in range(6)]
    if backend.state().problem:
        backend.clear()
    with backend.writing(timeout=10):
        backend.apply([prepare(document) for document in documents], all_keys)
    allowed = {document.key for document in documents if may_find(document.audience, held)}
    secret = {f"ลับเฉพาะ{document.key[1:]}" for document in documents if document.key not in allowed}
    request = request_for(query, held)
    phrase = tuple(in_order(tokens(extra)))
    variants = [
        request,
        replace(request, phrases=(phrase,)),
        replace(request, excluded=(phrase,)),
        replace(request, also=tuple(all_keys)),
        replace(request, only=tuple(all_keys)),
    ]
    for asked in variants:
        answer = backend.search(asked)
        assert {hit.key for hit in answer.hits} <= allowed
        assert answer.total == len(answer.hits)
        counted = {count.value for count in answer.facets["tag"]}
        assert not counted & secret
        assert sum(count.count for count in answer.facets["kind"]) <= len(allowed)
        for hit in answer.hits:
            shown = shown_hit(hit, asked.terms)
            text = "".join(segment.text for segment in (*shown.title, *shown.passage))
            assert not any(word in text for word in secret)
    everything = backend.search(request_for(SearchQuery(page_size=100), held))
    assert {hit.key for hit in everything.hits} == allowed
    for start in (*WORDS, "ลับ", "ล"):
        assert {hit.key for hit in backend.starting_with(start_of(start), held, 10)} <= allowed
    terms = [term for word in (*WORDS, *secret) for term in terms_of(word)]
    counts = backend.holding(terms, held)
    words = [set(prepare(document).words.split()) for document in documents if document.key in allowed]
    assert counts == {term: sum(term in held_words for held_words in words) for term in terms}


def terms_of(word: str) -> list[str]:
    return list(dict.fromkeys(token.term for token in tokens(word)))
