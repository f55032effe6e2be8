from __future__ import annotations

import pytest

from search import indexing, service, spreading, words
from search.models import OwnWord, StopWord, SynonymGroup, WordChange
from search.query import SearchQuery
from search.text import vocabulary
from tests.support.search import document
from tests.support.waiting import wait_until

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})


def found(text: str) -> list[str]:
    return [hit.key for hit in service.search(SearchQuery(text), PUBLIC).hits]


@pytest.fixture
def texts(things):
    things.add(
        document("thing:a", "ข่าวกิจกรรม", body="ตู้ปันสุขหน้าโรงเรียน"),
        document("thing:b", "ครัวชุมชน", body="คลังอาหารของหมู่บ้าน"),
        document("thing:c", "กีฬาสี", body="วิ่งผลัด"),
    )
    service.changed(["thing:a", "thing:b", "thing:c"])
    found("")
    return things


def test_new_names_are_found_in_texts_that_are_indexed_already(texts):
    assert "thing:a" not in found("คลังอาหารของหมู่บ้าน")
    SynonymGroup.objects.create(names="คลังอาหารของหมู่บ้าน\nตู้ปันสุข")
    assert set(found("คลังอาหารของหมู่บ้าน")) >= {"thing:a", "thing:b"}


def test_only_texts_that_hold_the_words_are_indexed_anew(texts, monkeypatch):
    queued: list[str] = []
    monkeypatch.setattr(spreading, "queue", queued.extend)
    SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปัน")
    assert queued == ["thing:a"]


def test_texts_of_the_earlier_words_are_indexed_anew_too(texts, monkeypatch):
    group = SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปัน")
    queued: list[str] = []
    monkeypatch.setattr(spreading, "queue", queued.extend)
    group.names = "วิ่งผลัด\nวิ่งสี่คูณร้อย"
    group.save()
    assert sorted(queued) == ["thing:a", "thing:c"]
    queued.clear()
    group.delete()
    assert queued == ["thing:c"]


def test_words_count_at_once_and_go_with_their_row(texts):
    own = OwnWord.objects.create(word="ควนพนางตุง")
    stop = StopWord.objects.create(word="กรุณา")
    assert "ควนพนางตุง" in vocabulary.in_use().words
    assert "กรุณา" in vocabulary.in_use().stop_words
    own.delete()
    stop.delete()
    assert vocabulary.in_use() == vocabulary.Vocabulary()


def test_other_process_reads_the_words_with_its_next_look(texts, monkeypatch):
    SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปัน")
    words.forget()
    assert not vocabulary.in_use().groups
    monkeypatch.setattr(words, "LOOK_EVERY", 0.0)
    found("อะไรก็ได้")
    assert vocabulary.in_use().groups


def test_look_costs_one_query_when_nothing_changed(texts, django_assert_num_queries):
    with django_assert_num_queries(1):
        words.refresh(now=True)
    with django_assert_num_queries(0):
        words.refresh()


def test_change_of_a_killed_process_is_taken_up(texts):
    WordChange.objects.create(spellings="ตู้ปันสุข", seen=1, total=3)
    assert spreading.progress() == (1, 3)
    spreading.spread()
    assert spreading.progress() is None
    assert not WordChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_thread_of_the_process_brings_a_change_to_the_texts(things, settings):
    settings.KM_SEARCH_DRAIN = "thread"
    things.add(document("thing:a", "ข่าวกิจกรรม", body="ตู้ปันสุขหน้าโรงเรียน"))
    service.changed(["thing:a"])
    wait_until(lambda: found("ตู้ปันสุข") == ["thing:a"])
    SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปันชุมชน")
    try:
        wait_until(lambda: found("ตู้แบ่งปันชุมชน") == ["thing:a"])
        wait_until(lambda: spreading.progress() is None)
    finally:
        indexing.forget()
        spreading.rest()
