from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from search.models import OwnWord, StopWord, SynonymGroup

pytestmark = pytest.mark.django_db


def problems(thing) -> dict[str, list[str]]:
    try:
        thing.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    "word", ["ก", "", "  ", "..", "กข\x00ค", "กข\x07", "ก" * 65, "สอง คำ", "โรงเรียน", "\u0e48\u0e49"]
)
def test_word_that_is_of_no_use_is_refused_with_its_field(word):
    assert "word" in problems(OwnWord(word=word))


def test_refusal_names_the_word_and_says_why():
    assert "โรงเรียน" in problems(OwnWord(word="โรงเรียน"))["word"][0]


def test_word_is_kept_in_its_one_spelling():
    own = OwnWord(word="ควนพนางเเตุง\u200b")
    own.full_clean()
    assert own.word == "ควนพนางแตุง"


@pytest.mark.parametrize(
    ("parts", "stated"), [("", None), ("-", ()), ("ควน พนางตุง", ("ควน", "พนางตุง")), ("พนางตุง", ("พนางตุง",))]
)
def test_parts_are_stated_or_left_to_the_rule(parts, stated):
    own = OwnWord(word="ควนพนางตุง", parts=parts)
    assert problems(own) == {}
    assert own.stated_parts() == stated


@pytest.mark.parametrize("parts", ["ตุง ควน", "อื่น", "ควนพนางตุง"])
def test_parts_that_are_not_inside_are_refused(parts):
    assert "parts" in problems(OwnWord(word="ควนพนางตุง", parts=parts))


def test_parts_of_a_known_word_may_be_stated():
    assert problems(OwnWord(word="โรงเรียน", parts="โรง เรียน")) == {}


def test_word_is_not_own_and_stop_word_at_once():
    OwnWord.objects.create(word="ควนพนางตุง")
    StopWord.objects.create(word="กรุณา")
    assert "word" in problems(StopWord(word="ควนพนางตุง"))
    assert "word" in problems(OwnWord(word="กรุณา", parts="-"))


@pytest.mark.parametrize("names", ["", "ชื่อเดียว", "ก.ข.\nกข", "ตู้ปันสุข\nก", "ตู้ปันสุข\nกข\x00", "KM\nคลังสมองใหม่"])
def test_names_that_are_of_no_use_are_refused(names):
    assert "names" in problems(SynonymGroup(names=names))


def test_name_of_another_group_is_refused_by_the_name_of_that():
    SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปัน")
    assert "ตู้ปันสุข" in problems(SynonymGroup(names="ตู้แบ่งปัน\nตู้ใส่ของ"))["names"][0]


def test_group_may_be_saved_again():
    group = SynonymGroup.objects.create(names="ตู้ปันสุข\nตู้แบ่งปัน")
    assert problems(group) == {}
