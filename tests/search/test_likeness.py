from __future__ import annotations

import pytest
from django.db import DatabaseError

from search import service
from search.backends import get_backend
from search.indexing import drain, rebuild
from search.meaning import keeping
from search.meaning.comparing import nearly_the_same
from search.models import DocumentVector
from tests.support.embedding import LettersEmbedder
from tests.support.search import document

pytestmark = pytest.mark.django_db
PUBLIC = {"public"}


def fill(things, *documents) -> None:
    things.add(*documents)
    service.changed([item.key for item in documents])
    drain()


def keys(hits) -> list[str]:
    return [hit.key for hit in hits]


@pytest.fixture
def filled(meaning, things):
    fill(
        things,
        document("thing:unit", "ข้าวสังข์หยดเมืองพัทลุง"),
        document("thing:note", "ข้าวสังข์หยดของพัทลุง", kind="page"),
        document("thing:closed", "ข้าวสังข์หยดพัทลุง", audience={"members"}),
        document("thing:other", "ระเบียบการเบิกจ่าย"),
    )
    return things


def test_related_items_are_about_the_same(filled):
    assert keys(service.related("thing:unit", PUBLIC, 5)) == ["thing:note"]


def test_related_items_keep_to_the_audience(filled):
    assert set(keys(service.related("thing:unit", {*PUBLIC, "members"}, 5))) == {"thing:note", "thing:closed"}


def test_a_restriction_the_index_does_not_know_holds(filled):
    filled.hidden.add("thing:note")
    assert service.related("thing:unit", PUBLIC, 5) == ()


def test_what_is_left_out_makes_room_for_others(filled):
    fill(filled, document("thing:more", "ข้าวสังข์หยดพัทลุงบ้านเรา"))
    assert keys(service.related("thing:unit", PUBLIC, 1, leave_out=["thing:note"])) == ["thing:more"]


def test_related_by_words_where_meaning_is_off(filled, monkeypatch):
    monkeypatch.setattr("search.likeness.get_embedder", lambda: None)
    found = service.related("thing:unit", PUBLIC, 5, title="ข้าวสังข์หยดเมืองพัทลุง")
    assert keys(found) == ["thing:note"]
    assert service.related("thing:unit", PUBLIC, 5) == ()


def test_similar_finds_what_is_there_already(filled):
    assert keys(service.similar("ข้าวสังข์หยดพัทลุง", PUBLIC, 2)) == ["thing:note", "thing:unit"]
    assert keys(service.similar("ข้าวสังข์หยดพัทลุง", PUBLIC, 2, kinds=("page",))) == ["thing:note"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "ก" * 10_000, '"'])
def test_similar_to_anything_typed_raises_nothing(filled, text):
    service.similar(text, PUBLIC, 3)


def test_asking_costs_one_query_for_each_kind_of_key(filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        service.related("thing:unit", PUBLIC, 5)
        service.similar("ข้าวสังข์หยด", PUBLIC, 5)


def test_what_can_no_longer_be_found_loses_its_vectors(filled):
    del filled.things["thing:note"]
    service.changed(["thing:note"])
    drain()
    assert "thing:note" not in DocumentVector.objects.values_list("key", flat=True)
    assert service.related("thing:unit", PUBLIC, 5) == ()


def test_a_rebuild_computes_nothing_anew_and_forgets_what_went(filled):
    LettersEmbedder.embedded = 0
    del filled.things["thing:other"]
    rebuild()
    drain()
    assert LettersEmbedder.embedded == 0
    assert DocumentVector.objects.count() == 3


def test_saving_does_not_fail_when_vectors_cannot_be_noted(filled, monkeypatch, caplog):
    def fail(*args):
        raise DatabaseError("full")

    monkeypatch.setattr(keeping, "note", fail)
    fill(filled, document("thing:new", "ครู"))
    assert get_backend().state().documents == 5
    assert "Vectors are not noted" in caplog.text


def test_what_says_nearly_the_same_is_reported(filled):
    fill(filled, document("thing:copy", "ข้าวสังข์หยดเมืองพัทลุง "))
    assert next((row.key, row.twin_key) for row in nearly_the_same()) == ("thing:copy", "thing:unit")
    assert "thing:other" not in {row.key for row in nearly_the_same()}


def test_pairs_vanish_with_either_of_them(filled):
    fill(filled, document("thing:copy", "ข้าวสังข์หยดเมืองพัทลุง "))
    del filled.things["thing:unit"]
    service.changed(["thing:unit"])
    drain()
    assert "thing:unit" not in {row.twin_key for row in nearly_the_same()}
