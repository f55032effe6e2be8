"""Tags are told apart by name; pages are filtered by them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from content.taxonomy.models import Tag
from content.taxonomy.names import in_thai_order, read_tag_names, thai_sort_key, tidy_name
from tests.factories.taxonomy import TagFactory

WORDS = ["ไก่", "เกิด", "กาล", "เป็ด", "หมู", "วัว", "วันที่", "น้ำ", "นำ", "นา", "แก่นตะวัน", "ใจ", "ฮูก", "โนรา"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  ทะเล\u200bน้อย ", "ทะเลน้อย"),
        ("ทะเล   น้อย", "ทะเล น้อย"),
        ("ทะเล\u00a0\nน้อย", "ทะเล น้อย"),
        ("น\u0e4d\u0e32", "น\u0e33"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
        ("\u0e40\u0e40ม่", "แม่"),
        ("STEM\x00", "STEM"),
        ("e\u0301", "é"),
    ],
)
def test_names_are_tidied(typed, name):
    assert tidy_name(typed) == name


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_tidying_a_tidy_name_changes_nothing(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        (",, ,\u200b", []),
        ("ทะเลสาบ สงขลา", ["ทะเลสาบ สงขลา"]),
        ("นก, ทะเลน้อย ,นก", ["ทะเลน้อย", "นก"]),
        ('"ข้าว, สังข์หยด", นา', ["ข้าว, สังข์หยด", "นา"]),
        ("#โนรา\n#หนังตะลุง", ["หนังตะลุง", "โนรา"]),
        ('"ไม่ปิด', ["ไม่ปิด"]),
    ],
)
def test_typed_tags_are_parted_by_commas_not_by_spaces(typed, names):
    assert read_tag_names(typed) == sorted(names)


def test_typed_tags_go_through_our_reading():
    from taggit.utils import parse_tags

    assert parse_tags("ทะเลสาบ สงขลา") == ["ทะเลสาบ สงขลา"]


def test_names_differing_in_vowels_and_tone_marks_stay_different(db):
    for name in ("น้ำ", "นำ", "นา", "น้า"):
        Tag.objects.create(name=name)
    assert set(Tag.objects.values_list("name", flat=True)) == {"น้ำ", "นำ", "นา", "น้า"}


def test_slugs_are_ascii_and_unique_where_words_sound_alike(db):
    slugs = [Tag.objects.create(name=name).slug for name in ("น้ำ", "นำ", "หนาม")]
    assert len(set(slugs)) == 3
    assert all(slug.isascii() and slug for slug in slugs)


def test_a_tag_keeps_its_slug_when_it_is_renamed(db):
    tag = Tag.objects.create(name="นก")
    slug = tag.slug
    tag.name = "นกน้ำ"
    tag.save()
    tag.refresh_from_db()
    assert (tag.name, tag.slug, tag.sort_key) == ("นกน้ำ", slug, thai_sort_key("นกน้ำ"))


def test_saving_one_field_of_a_renamed_tag_keeps_its_place_in_lists_right(db):
    tag = Tag.objects.create(name="นก")
    tag.name = "ปลา"
    tag.save(update_fields=["name"])
    tag.refresh_from_db()
    assert tag.sort_key == thai_sort_key("ปลา")


def test_one_name_written_two_ways_is_one_tag(db):
    tag = TagFactory(name="น้ำ")
    assert Tag.objects.get(name="น้\u200bํา") == tag
    assert Tag.objects.get(name__iexact=" น้ำ ") == tag
    assert Tag.objects.filter(name__in=["น\u0e4d\u0e49\u0e32"]).get() == tag
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="น้ำ\u200b")


def test_a_slug_taken_meanwhile_is_replaced_by_another(db, monkeypatch):
    TagFactory(name="นก")
    real, answers = Tag._free_slug, iter(["nok"])
    monkeypatch.setattr(Tag, "_free_slug", lambda tag: next(answers, None) or real(tag))
    assert Tag.objects.create(name="นกกก").slug != "nok"


def test_tags_stand_in_the_order_of_a_thai_dictionary(db):
    for name in WORDS:
        TagFactory(name=name)
    assert list(Tag.objects.values_list("name", flat=True)) == collate(WORDS)
    assert [tag.name for tag in sorted(Tag.objects.order_by("pk"))] == collate(WORDS)
    assert in_thai_order(WORDS) == collate(WORDS)


@given(st.lists(st.text(alphabet="กขคงเแโใไะาิีุู่้๊๋็์", max_size=6), max_size=6, unique=True))
def test_the_sort_key_orders_as_pythainlp_collates(words):
    assert sorted(sorted(words), key=thai_sort_key) == collate(sorted(words))


def test_upper_and_lower_case_sort_together():
    assert sorted(["STEM", "coding", "Coding 2"], key=thai_sort_key) == ["coding", "Coding 2", "STEM"]
