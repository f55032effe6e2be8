"""How words that amount to filters are used: where they help, and never so that an answer is lost."""

from __future__ import annotations

import pytest

from search.naming import forget_names, keep_names
from search.query import SearchQuery
from search.service import changed, search
from tests.search.evaluation import district
from tests.support.search import PUBLIC, document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names():
    keep_names(district.vocabulary())
    yield
    forget_names()


def keys(results) -> list[str]:
    return [hit.key for hit in results.hits]


@pytest.fixture
def put(things):
    def add(*documents):
        things.add(*documents)
        changed(item.key for item in documents)

    return add


def test_grade_in_the_words_narrows_to_the_grade(put):
    put(
        document("thing:5", "นกน้ำ", facets={"grade": ("p5",)}),
        document("thing:6", "นกน้ำของพี่ ป.5 อ่านให้น้องฟัง", facets={"grade": ("p6",)}),
    )
    results = search(SearchQuery("นกน้ำ ป.5"), PUBLIC)
    assert keys(results) == ["thing:5"]
    assert [found.values for found in results.understood.constraints] == [("p5",)]
    assert [hit.key for hit in results.near] == ["thing:6"]


def test_nothing_of_that_grade_falls_back_to_words(put):
    put(document("thing:1", "นกน้ำ ป.5"))
    results = search(SearchQuery("นกน้ำ ป.5"), PUBLIC)
    assert keys(results) == ["thing:1"]
    assert results.understood.constraints == ()
    assert [found.name for found in results.understood.offered] == ["grade"]


def test_title_that_holds_the_whole_question_is_never_filtered_away(put):
    put(
        document("thing:title", "ข่าวน้ำท่วมที่เราเล่า", kind="note"),
        *(document(f"thing:{number}", "น้ำท่วม", kind="news") for number in range(8)),
    )
    results = search(SearchQuery("ข่าวน้ำท่วม"), PUBLIC)
    assert "thing:title" in keys(results)


def test_hours_in_the_words_narrow_and_give_way_first(put):
    put(
        document("thing:20", "นกน้ำ", facets={"grade": ("p5",), "hours": ("20",)}),
        document("thing:8", "นกน้ำ", facets={"grade": ("p5",), "hours": ("8",)}),
        document("thing:6", "นกน้ำ", facets={"grade": ("p6",), "hours": ("8",)}),
    )
    results = search(SearchQuery("นกน้ำ ป.5 20 ชั่วโมง"), PUBLIC)
    assert keys(results) == ["thing:20"]
    assert {found.name: found.values for found in results.understood.constraints} == {
        "grade": ("p5",),
        "hours": ("20",),
    }
    results = search(SearchQuery("นกน้ำ ป.5 90 ชั่วโมง"), PUBLIC)
    assert set(keys(results)) == {"thing:20", "thing:8"}
    assert [found.name for found in results.understood.offered] == ["hours"]


def test_lone_kind_is_a_word(put):
    put(document("thing:1", "ข่าว", kind="note"), document("thing:2", "น้ำ", kind="news"))
    results = search(SearchQuery("ข่าว"), PUBLIC)
    assert keys(results) == ["thing:1"]
    assert [found.name for found in results.understood.offered] == ["kind"]


def test_phrase_and_exclusion_narrow(put):
    put(
        document("thing:1", "แสงและเงา"),
        document("thing:2", "เงาและแสง"),
        document("thing:3", "แสงและเงา หนังตะลุง"),
    )
    assert keys(search(SearchQuery('"แสงและเงา" -หนังตะลุง'), PUBLIC)) == ["thing:1"]
    assert keys(search(SearchQuery("-หนังตะลุง -เงาและแสง"), PUBLIC)) == ["thing:1"]


def test_phrase_is_marked(put):
    put(document("thing:1", "แสงและเงา"))
    hit = search(SearchQuery('"แสงและเงา"'), PUBLIC).hits[0]
    assert any(segment.match for segment in hit.title)


def test_empty_answer_says_what_to_drop(put):
    put(document("thing:1", "โนรา", facets={"grade": ("p5",)}), document("thing:2", "โนรา ลูกปัด"))
    results = search(SearchQuery("โนรา", filters={"grade": ("p6",), "tag": ("ไม่มี",)}), PUBLIC)
    assert results.total == 0
    assert {(relief.what, relief.total) for relief in results.relief} == {("filters", 2)}
    results = search(SearchQuery('โนรา "โนรา กระดาษ" -ข่าว'), PUBLIC)
    assert [(relief.what, relief.text, relief.total) for relief in results.relief] == [("phrase", "โนรา กระดาษ", 2)]
    results = search(SearchQuery("-โนรา"), PUBLIC)
    assert [(relief.what, relief.text, relief.total) for relief in results.relief] == [("excluded", "โนรา", 2)]


def test_best_of_each_kind_is_grouped_and_counted(put):
    put(
        *(document(f"thing:n{number}", "โนรา", kind="note") for number in range(5)),
        document("thing:u", "โนรา โนรา", kind="unit"),
        document("thing:x", "ข้าว", kind="news"),
    )
    results = search(SearchQuery("โนรา", facets=("kind",)), PUBLIC, by_kind=True)
    assert {(group.kind, group.total, len(group.hits)) for group in results.groups} == {("note", 5, 3), ("unit", 1, 1)}


def test_hidden_things_are_in_nothing_beside_the_answer(put, things):
    put(
        document("thing:a", "โนรา", facets={"grade": ("p5",)}),
        document("thing:b", "โนรา ป.5", audience={"members"}),
        document("thing:c", "โนรา ป.5 ลูกปัด"),
    )
    things.hidden = {"thing:c"}
    results = search(SearchQuery("โนรา ป.5", facets=("kind",)), PUBLIC, by_kind=True)
    shown = {
        hit.key for hit in (*results.hits, *results.near, *(hit for group in results.groups for hit in group.hits))
    }
    assert shown == {"thing:a"}


def test_over_time_leaves_out_what_is_not_needed_and_says_so(put, monkeypatch):
    put(document("thing:1", "โนรา", facets={"grade": ("p5",)}))
    monkeypatch.setattr("search.service.QUERY_SECONDS", -1.0)
    query = SearchQuery("โนรา", filters={"grade": ("p5",)}, facets=("grade", "kind"))
    results = search(query, PUBLIC, by_kind=True)
    assert (keys(results), results.partial, results.groups) == (["thing:1"], True, ())
    assert "grade" not in results.facets
