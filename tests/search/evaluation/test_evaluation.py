"""Ranking is a number: the floor it must not fall below."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.memory import MemoryBackend
from search.naming import forget_names, keep_names
from tests.search.evaluation import district
from tests.search.evaluation.judged import evaluate, read_folder

DISTRICT_FLOOR = 0.92
CONSTRAINT_FLOOR = 0.92
FOLDER_FLOOR = 0.74


@pytest.fixture(autouse=True)
def _names():
    """What people call grades and kinds, without a database."""
    keep_names(district.vocabulary())
    yield
    forget_names()


@pytest.fixture(params=["embedded", "memory", "elasticsearch"])
def backend(request, tmp_path):
    if request.param == "memory":
        return MemoryBackend()
    if request.param == "elasticsearch":
        request.getfixturevalue("db")
        request.getfixturevalue("elasticsearch")
        return ElasticsearchBackend(f"test-{secrets.token_hex(4)}")
    return EmbeddedBackend(tmp_path / "index")


def test_every_judged_document_exists():
    known = {document.key for document in district.documents()}
    assert {key for judged in district.queries() for key in judged.grades} <= known
    assert len(district.queries()) >= 40


def test_ranking_of_the_sample_district_holds_its_floor(backend):
    scores = evaluate(backend, district.documents(), district.queries())
    told = {name: str(score) for name, score in scores.items()}
    assert scores["all"].mean_ndcg >= DISTRICT_FLOOR, told
    # With words alone, 0.63 and 0.96.
    assert scores["constraint"].mean_ndcg >= CONSTRAINT_FLOOR, told
    assert scores["mere word"].mean_ndcg >= CONSTRAINT_FLOOR, told


def test_ranking_of_a_judged_folder_holds_its_floor(backend):
    folder = os.environ.get("KM_SEARCH_EVAL_DIR")
    if not folder:
        pytest.skip("KM_SEARCH_EVAL_DIR names no folder of judged queries.")
    scores = evaluate(backend, *read_folder(Path(folder)))
    assert scores["all"].mean_ndcg >= FOLDER_FLOOR, {name: str(score) for name, score in scores.items()}
