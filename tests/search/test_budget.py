"""A question has two seconds on every engine; then the page shows what was found so far, and says so."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace

import pytest
from django.utils import translation

from content.knowledge.models import KnowledgeIndexPage
from search.backends.elasticsearch import ElasticsearchBackend, questions
from search.backends.elasticsearch.backend import _answer
from search.backends.embedded import EmbeddedBackend
from search.backends.failover import FailoverBackend
from search.backends.memory import MemoryBackend
from search.budget import QUERY_SECONDS
from search.models import SearchTerm
from search.naming import forget_names, keep_names
from search.prepared import prepare
from search.query import SearchQuery
from search.requests import request_for
from search.service import search
from tests.search.evaluation import district
from tests.support.search import PUBLIC, document
from tests.support.slow_engine import Clock, SlowEngine

pytestmark = pytest.mark.django_db
SAID = "หมดเวลาค้นก่อนครบ"
# The answer itself, and another look for what is spelt otherwise.
MOST_AFTER_TIME = 2


@pytest.fixture(autouse=True)
def _thai():
    keep_names(district.vocabulary())
    with translation.override("th"):
        yield
    forget_names()


@pytest.fixture(params=["memory", "embedded", "failover", "elasticsearch"])
def engine(request, tmp_path, things):
    """Each engine with a few things in it."""
    if request.param == "embedded":
        engine = EmbeddedBackend(tmp_path / "index")
    elif request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
        engine = ElasticsearchBackend(f"test-{secrets.token_hex(4)}")
    elif request.param == "failover":
        engine = FailoverBackend(MemoryBackend(), MemoryBackend())
    else:
        engine = MemoryBackend()
    engine.clear()
    things.add(
        document("thing:1", "โนรากับนกน้ำ", facets={"grade": ("p5",)}),
        document("thing:2", "โนราโรงครู", facets={"grade": ("p6",)}),
        document("thing:3", "หนังตะลุง"),
    )
    with engine.writing(timeout=5):
        engine.apply([prepare(item) for item in things.things.values()], ())
    return engine


@pytest.fixture
def slow(engine, monkeypatch):
    """The engine of this process takes its time."""
    slow = SlowEngine(engine, Clock(monkeypatch), 0.0)
    monkeypatch.setattr("search.backends._in_use", slow)
    return slow


def asked_late(slow: SlowEngine) -> int:
    return sum(begun >= QUERY_SECONDS for begun in slow.begun)


@pytest.mark.parametrize("text", ["โนรา", "โนรา ป.5", "โนรา ป.5 ปี 2567", "โนร่า นกน้ำ", 'โนรา "นกน้ำ" -ข่าว'])
@pytest.mark.parametrize("seconds", [0.7, 3.0])
def test_slow_engine_is_asked_no_more_than_the_answer_and_the_page_says_so(client, slow, text, seconds):
    # What is read once for all questions is read first.
    for _ in range(2):
        slow.begun.clear()
        quick = client.get("/search/", {"q": text, "view": "grouped", "grade": "p5"})
        assert SAID not in quick.content.decode()
    all_questions = len(slow.begun)
    slow.begun.clear()
    slow.seconds = seconds
    page = client.get("/search/", {"q": text, "view": "grouped", "grade": "p5"})
    assert page.status_code == 200
    assert SAID in page.content.decode()
    assert asked_late(slow) <= MOST_AFTER_TIME
    assert len(slow.begun) < all_questions


@pytest.mark.parametrize("seconds", [0.3, 0.7, 3.0])
def test_slow_engine_still_answers_by_the_words(slow, seconds):
    slow.seconds = seconds
    results = search(SearchQuery("โนรา นกน้ำ ป.5"), PUBLIC)
    assert "thing:1" in [hit.key for hit in results.hits]
    assert results.available


def test_list_of_the_bank_says_so_too(client, slow, site_tree):
    address = site_tree.index(KnowledgeIndexPage).get_url()
    assert SAID not in client.get(address, {"q": "โนรา"}).content.decode()
    slow.seconds = 3.0
    assert SAID in client.get(address, {"q": "โนรา"}).content.decode()


def test_nothing_found_in_time_is_not_counted_as_sought_in_vain(client, slow):
    from search import counting

    slow.seconds = 3.0
    client.get("/search/", {"q": "ไม่มีคำนี้xyzzy"})
    counting.write()
    assert [(term.times, term.empty) for term in SearchTerm.objects.all()] == [(1, 0)]


def test_cluster_gets_the_time_that_is_left():
    request = request_for(SearchQuery("โนรา"), PUBLIC)

    def given(until: float) -> int:
        return int(questions.question(replace(request, until=until)).to_dict()["timeout"].removesuffix("ms"))

    assert given(float("inf")) == 2_000
    assert 200 <= given(time.monotonic() + 1.0) <= 1_000
    # A moment is left for what the page cannot do without.
    assert given(time.monotonic() - 5.0) == 200


def test_answer_that_the_cluster_cut_short_is_partial():
    request = request_for(SearchQuery("โนรา"), PUBLIC)
    found = {"hits": {"total": {"value": 0}, "hits": []}, "timed_out": True}
    assert _answer(request, found).partial
    assert not _answer(request, {**found, "timed_out": False}).partial
