from __future__ import annotations

import pytest

from search.asking import ask
from search.backends.embedded import EmbeddedBackend
from search.backends.memory import MemoryBackend
from search.prepared import prepare
from search.query import Replacement, SearchQuery
from tests.support.search import document

PUBLIC = frozenset({"public"})
MEMBERS = frozenset({"public", "members"})


@pytest.fixture(params=["memory", "embedded"])
def backend(request, tmp_path, settings):
    settings.KM_SEARCH_DRAIN = "immediate"
    return MemoryBackend() if request.param == "memory" else EmbeddedBackend(tmp_path / "index")


@pytest.fixture
def put(backend):
    backend.clear()

    def put(*documents) -> None:
        with backend.writing(timeout=5):
            backend.apply([prepare(item) for item in documents], ())

    return put


def found(
    backend, text: str, audiences: frozenset[str] = PUBLIC, **options
) -> tuple[list[str], tuple[Replacement, ...]]:
    asked = ask(backend, SearchQuery(text, **options), audiences)
    return [hit.key for hit in asked.answer.hits], asked.understood.replacements


def test_misspelt_word_finds_and_says_what_was_sought(backend, put):
    put(document("a", "หน่วยบูรณาการ"), document("b", "อาหารกลางวัน"))
    keys, told = found(backend, "บูรณการ")
    assert keys == ["a"]
    assert Replacement("spelling", "บูรณการ", "บูรณาการ") in told


def test_word_that_only_others_may_find_is_neither_sought_nor_shown(backend, put):
    put(document("a", "เรื่องกัลยาณมิตร", audience={"members"}), document("b", "อาหารกลางวัน"))
    keys, told = found(backend, "กัลยานมิตร")
    assert (keys, told) == ([], ())
    keys, told = found(backend, "กัลยานมิตร", MEMBERS)
    assert keys == ["a"]
    assert told[0] == Replacement("spelling", "กัลยานมิตร", "กัลยาณมิตร")


def test_synonym_is_told_only_when_it_finds_something(backend, put):
    put(document("a", "ความรู้ฝังลึก"), document("b", "เทคนิค KM", audience={"members"}))
    assert found(backend, "การจัดการความรู้")[1] == ()
    keys, told = found(backend, "การจัดการความรู้", MEMBERS)
    assert keys[0] == "b"
    assert [item.kind for item in told] == ["synonym"]


@pytest.mark.parametrize(
    ("typed", "sought"), [("l;ylfu8iy[", "สวัสดีครับ"), ("ทรืก ทฟย", "mind map"), ("ไรื", None), ("พะ0iU", None)]
)
def test_other_keyboard_is_tried_when_nothing_makes_sense(backend, put, typed, sought):
    put(document("a", "สวัสดีครับ mind map"))
    keys, told = found(backend, typed)
    assert [item.sought for item in told if item.kind == "keyboard"] == ([sought] if sought else [])
    assert bool(keys) == bool(sought)


def test_exact_question_takes_the_words_as_they_are(backend, put):
    put(document("a", "หน่วยบูรณาการ"), document("b", "เทคนิค KM"), document("c", "สวัสดี"))
    for typed in ("บูรณการ", "การจัดการความรู้", "l;ylfu"):
        assert found(backend, typed, exact=True) == ([], ())


def test_new_words_are_known_at_once(backend, put):
    put(document("a", "อาหารกลางวัน"))
    assert found(backend, "กัลยานมิตร")[0] == []
    put(document("b", "เรื่องกัลยาณมิตร"))
    assert found(backend, "กัลยานมิตร")[0] == ["b"]


@pytest.mark.parametrize("typed", ["", "\x00", "ก" * 5_000, "l;" * 3_000, "\u0e48\u0e49", "( ) [", "ป.5" * 100])
def test_odd_questions_are_understood_in_bounded_time(backend, put, typed):
    put(document("a", "อาหารกลางวัน"))
    found(backend, typed)
