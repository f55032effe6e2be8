"""The same question in other words, and what is only about the same."""

from __future__ import annotations

import pytest

from search.indexing import settle
from search.service import changed, same_question
from tests.support.search import PUBLIC, ThingSource, document

pytestmark = pytest.mark.django_db
ASKED = "เอกสารเบิกค่ารักษาพยาบาลมีอะไรบ้าง"


@pytest.fixture
def asked(request: pytest.FixtureRequest):
    with ThingSource() as source:
        source.add(
            document("thing:same", "เบิกค่ารักษาพยาบาลใช้เอกสารอะไรบ้าง"),
            document("thing:near", "ค่ารักษาพยาบาลของครูที่เกษียณแล้ว ต้องรอนานเท่าไรจึงได้รับโอนเข้าบัญชี"),
            document("thing:closed", "เบิกค่ารักษาพยาบาลใช้เอกสารอะไร", audience={"members"}),
        )
        changed(source.keys())
        settle()
        yield source


def keys(audiences: frozenset[str] = PUBLIC) -> list[str]:
    return sorted(hit.key for hit in same_question(ASKED, audiences, 5))


def test_question_in_other_words_is_the_same(asked: ThingSource) -> None:
    assert keys() == ["thing:same"]


def test_what_one_may_not_find_is_not_compared(asked: ThingSource) -> None:
    assert keys(frozenset({"public", "members"})) == ["thing:closed", "thing:same"]


def test_nothing_asked_is_like_nothing(asked: ThingSource) -> None:
    assert same_question("", PUBLIC, 5) == ()
