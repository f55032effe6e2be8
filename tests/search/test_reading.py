"""What questions say, with names as the apps of the site register them."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.forms import query_from
from search.naming import forget_names, keep_names
from search.query import SearchQuery
from search.reading import narrowed, read
from tests.search.evaluation import district


@pytest.fixture(autouse=True)
def _names():
    keep_names(district.vocabulary())
    yield
    forget_names()


def constraints(text: str, **query) -> dict[str, tuple[str, ...]]:
    return {found.name: found.values for found in read(SearchQuery(text, **query)).constraints}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ป.5 ทะเลน้อย", {"grade": ("p5",)}),
        ("ประถมศึกษาปีที่ ๕ น้ำ", {"grade": ("p5",)}),
        ("ชั้นประถมศึกษาปีที่ 5", {"grade": ("p5",)}),
        ("ป.4-6 น้ำ", {"grade": ("p4", "p5", "p6")}),
        ("ป.4 ป.5", {"grade": ("p4", "p5")}),
        ("น้ำ ปีการศึกษา ๒๕๖๗", {"year": ("2567",)}),
        ("น้ำ ปี 2567", {"year": ("2567",)}),
        ("น้ำ พ.ศ. 2567", {"year": ("2567",)}),
        ("น้ำ ค.ศ. 2024", {"year": ("2567",)}),
        ("หน่วยวิทยาศาสตร์ ป.5", {"kind": ("unit",), "area": ("science",), "grade": ("p5",)}),
        ("ข่าวน้ำท่วม", {"kind": ("news",)}),
        ("วิชาเลข ป.1", {"area": ("math",), "grade": ("p1",)}),
        ("กลุ่มกฎหมายและคดี ร้องเรียน", {"group": ("legal",)}),
        ("หน่วยน้ำ 20 ชั่วโมง", {"kind": ("unit",), "hours": ("20",)}),
        ("น้ำ เวลา ๘ ชม.", {"hours": ("8",)}),
    ],
)
def test_words_that_amount_to_filters_are_recognised(text, expected):
    assert constraints(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "หน่วยงานต้นสังกัด",
        "ปีงบประมาณ 2567",
        "2567",
        "ห้องเรียนวิทยาศาสตร์",
        "ว 1.1 ป.5/2",
        "เลขที่หนังสือ",
        "ปี 99",
        "ข่าวสาร",
        "0 ชั่วโมง",
        "20 คน",
    ],
)
def test_words_that_only_look_like_filters_stay_words(text):
    assert constraints(text) == {}


def test_what_is_left_is_the_words_without_constraints():
    reading = read(SearchQuery("หน่วย ป.5 ทะเลน้อย 20 ชั่วโมง"))
    assert reading.without(reading.constraints) == "ทะเลน้อย"
    assert reading.without([found for found in reading.constraints if found.name == "grade"]) == (
        "หน่วย ทะเลน้อย 20 ชั่วโมง"
    )


def test_refused_and_chosen_filters_are_not_read_out_of_words():
    assert constraints("หน่วย ป.5", as_words=("grade",)) == {"kind": ("unit",)}
    assert constraints("หน่วย ป.5", filters={"kind": ("news",)}) == {"grade": ("p5",)}
    assert constraints("หน่วย ป.5", exact=True) == {}


def test_filters_named_on_purpose_leave_the_words():
    found = narrowed("น้ำ grade:ป.4,ป.5 ชนิด:ข่าว ปี:2024 tag:โนรา ชั่วโมง:20")
    assert found.text == "น้ำ"
    assert found.filters == {
        "grade": ("p4", "p5"),
        "kind": ("news",),
        "year": ("2567",),
        "tag": ("โนรา",),
        "hours": ("20",),
    }


def test_value_that_does_not_exist_is_words_and_said():
    assert narrowed("kind:nothing น้ำ").text == "kind:nothing น้ำ"
    reading = read(SearchQuery("kind:nothing น้ำ"))
    assert reading.words == "nothing น้ำ"
    assert [(unread.name, unread.value) for unread in reading.unread] == [("kind", "nothing")]


def test_named_filters_become_filters_of_the_address():
    parameters = QueryDict(mutable=True)
    parameters["q"] = 'grade:ป.5 "แสงและเงา" -ข่าว'
    query = query_from(parameters)
    assert query.text == '"แสงและเงา" -ข่าว'
    assert query.filters == {"grade": ("p5",)}


def test_fixed_filter_is_not_changed_by_words():
    parameters = QueryDict(mutable=True)
    parameters["q"] = "kind:ข่าว น้ำ"
    assert query_from(parameters, fixed={"kind": ("unit",)}).filters == {"kind": ("unit",)}
