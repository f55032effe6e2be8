"""Words and meaning together, on the backend in memory; the embedder counts letters (tests.support.embedding)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from search import blending
from search.asking import ask
from search.backends.memory import MemoryBackend
from search.meaning.matrix import Entry
from search.meaning.nearest import Near, matrix
from search.prepared import prepare
from search.query import SearchQuery
from search.requests import request_for
from tests.search.backends.asking import HOSTILE, PUBLIC
from tests.support.embedding import LettersEmbedder
from tests.support.search import document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("meaning")]


class Counting(MemoryBackend):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def search(self, request):
        self.asked.append(request)
        return super().search(request)


@pytest.fixture
def backend():
    return Counting()


@pytest.fixture
def put(backend):
    def put(*documents) -> None:
        backend.apply([prepare(item) for item in documents], ())
        embed = LettersEmbedder().passages
        files = matrix().files
        files.folder.mkdir(parents=True, exist_ok=True)
        files.create((Entry(item.key, "d", np.stack([embed([item.title])[0]] * 2)) for item in documents), (0, ""))

    return put


def found(backend, text, audiences=PUBLIC, **fields):
    return ask(backend, SearchQuery(text, **fields), frozenset(audiences)).answer


def keys(answer):
    return [hit.key for hit in answer.hits]


def test_what_means_the_same_is_found_without_a_shared_word(backend, put):
    put(document("same", "ข้าวเที่ยง"), document("other", "หนังสือเวียน"))
    answer = found(backend, "โภชนาการ", facets=("kind",))
    assert (keys(answer), answer.total, answer.facets["kind"][0].count) == (["same"], 1, 1)
    assert answer.hits[0].shown.startswith("ข้าวเที่ยง")


def test_nonsense_still_finds_nothing(backend, put):
    put(*(document(str(number), f"ข่าวที่ {number} ของโรงเรียน") for number in range(20)))
    assert found(backend, "qwxzv").total == 0


def test_what_is_hidden_is_not_found_by_its_meaning(backend, put):
    put(document("open", "ข้าวเที่ยง ก"), document("closed", "ข้าวเที่ยง", audience={"members"}))
    answer = found(backend, "โภชนาการ", facets=("kind",))
    assert (keys(answer), answer.total, answer.facets["kind"][0].count) == (["open"], 1, 1)
    assert set(keys(found(backend, "โภชนาการ", {"public", "members"}))) == {"open", "closed"}


def test_filters_hold_for_what_meaning_finds(backend, put):
    put(document("a", "ข้าวเที่ยง", facets={"tag": ("ก",)}), document("b", "ข้าวเที่ยง ข", facets={"tag": ("ข",)}))
    assert keys(found(backend, "โภชนาการ", filters={"tag": ("ข",)})) == ["b"]


def test_a_document_the_engine_does_not_know_is_not_found(backend, put):
    put(document("a", "ข้าวเที่ยง"), document("gone", "ข้าวเที่ยง ข"))
    backend.apply([], ["gone"])
    answer = found(backend, "โภชนาการ")
    assert (keys(answer), answer.total) == (["a"], 1)


def many(count):
    """Documents with the word โนรา, poorer and poorer; every seventh lies near the meaning of the question."""
    for number in range(count):
        near = "อาหารกลางวัน" if number % 7 == 3 else "เรื่องอื่น"
        yield document(f"n{number:03}", f"{near} {'ข่าว ' * (number // 3)}โนรา")


@pytest.mark.parametrize("page_size", [7, 20, 64])
def test_pages_hold_every_document_once(backend, put, page_size, monkeypatch):
    monkeypatch.setattr(blending, "POOL", 30)
    monkeypatch.setattr(blending, "STANDS_OUT", 0.1)
    put(*many(150), *(document(f"m{number}", f"ข้าวเที่ยง {number}") for number in range(5)))
    first = found(backend, "โนรา โภชนาการ", page_size=page_size)
    pages = range(1, -(-first.total // page_size) + 1)
    seen = [key for page in pages for key in keys(found(backend, "โนรา โภชนาการ", page_size=page_size, page=page))]
    assert first.total == 155
    assert sorted(seen) == sorted({*seen}) == sorted(backend._documents)


def test_a_page_beyond_the_end_is_the_last(backend, put):
    put(*many(45))
    asked = ask(backend, SearchQuery("โนรา โภชนาการ", page=99), PUBLIC)
    assert (asked.page, len(asked.answer.hits)) == (3, 5)


def test_meaning_lifts_a_document_from_behind_the_pool(backend, put, monkeypatch):
    monkeypatch.setattr(blending, "POOL", 10)
    put(*(document(f"n{number}", "โนรา") for number in range(40)), document("near", f"ข้าวเที่ยง {'ข่าว ' * 30}โนรา"))
    monkeypatch.setattr(blending, "_near", lambda *args: [Near("near", 0.6)])
    assert keys(found(backend, "โนรา"))[0] == "near"


LEFT_TO_WORDS = {
    "sorted by date": {"sort": "newest"},
    "sorted by title": {"sort": "title"},
    "exactly as typed": {"exact": True},
}


@pytest.mark.parametrize("fields", LEFT_TO_WORDS.values(), ids=LEFT_TO_WORDS)
def test_words_alone_decide_when(backend, put, fields):
    put(document("word", "โภชนาการ ครู"), document("same", "ข้าวเที่ยง"))
    assert keys(found(backend, "โภชนาการ", **fields)) == ["word"]


@pytest.mark.parametrize("text", ["ว 1.1 ป.5/2", "ศธ 04009/ว7543", "2569", "ข้าวเที่ยงของโรงเรียน"])
def test_codes_numbers_and_whole_titles_are_left_to_words(backend, put, text):
    put(document("a", text), document("title", "ข้าวเที่ยงของโรงเรียน"))
    found(backend, text)
    assert [asked.also for asked in backend.asked] == [()] * len(backend.asked)


def test_a_question_without_words_is_asked_once(backend, put):
    put(document("a", "ข่าว"))
    found(backend, "")
    assert len(backend.asked) == 1


def test_switched_off_the_words_answer(backend, put, settings):
    put(document("same", "ข้าวเที่ยง"), document("word", "โภชนาการ"))
    settings.KM_SEARCH_MEANING = False
    assert keys(found(backend, "โภชนาการ")) == ["word"]


def test_without_files_the_words_answer(backend, put):
    put(document("word", "ครูโภชนาการ"))
    matrix().files.clear()
    assert keys(found(backend, "โภชนาการ")) == ["word"]


def test_phrases_are_left_to_words(backend, put):
    put(document("a", "ข้าวเที่ยง"))
    request = replace(request_for(SearchQuery("โภชนาการ"), PUBLIC), phrases=(("โภชนาการ",),))
    assert blending.answer(backend, request, "โภชนาการ").total == 0


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_raises(backend, put, text):
    put(document("a", "ข้าวเที่ยง"), document("b", f"นก {text}"))
    found(backend, text)
