"""How every backend pages, sorts, filters and counts."""

from __future__ import annotations

import datetime

import pytest

from search.query import FacetCount
from tests.search.backends.asking import ask, keys
from tests.support.search import document


class ListingContract:
    def test_pages_do_not_overlap_and_are_complete(self, backend, put):
        put(*(document(f"k{n:02}", f"โนรา {n}", date=datetime.date(2026, 1, 1 + n)) for n in range(25)))
        pages = [keys(ask(backend, sort="newest", offset=start, limit=10)) for start in (0, 10, 20, 30)]
        assert [len(page) for page in pages] == [10, 10, 5, 0]
        assert [key for page in pages for key in page] == [f"k{n:02}" for n in reversed(range(25))]

    def test_newest_first(self, backend, put):
        utc = datetime.UTC
        put(
            document("none"),
            document("old", date=datetime.date(2025, 5, 1)),
            document("new", date=datetime.date(2026, 5, 1)),
            document("later", date=datetime.date(2025, 5, 1), changed=datetime.datetime(2025, 5, 1, 9, tzinfo=utc)),
        )
        assert keys(ask(backend, sort="newest")) == ["new", "later", "old", "none"]
        assert keys(ask(backend)) == ["new", "later", "old", "none"]

    def test_titles_in_thai_order(self, backend, put):
        titles = ["กา", "เกาะ", "แกง", "ไก่", "ขนม", "นก", "โนรา", "ป.2", "ป.10"]
        put(*(document(title, title) for title in reversed(titles)))
        assert keys(ask(backend, sort="title")) == titles

    def test_date_and_facts_come_back(self, backend, put):
        put(document("a", "โนรา", date=datetime.date(2026, 11, 22), facts=("ป.5", "20 ชั่วโมง"), url="/x/"))
        hit = ask(backend, "โนรา").hits[0]
        assert (hit.date, hit.facts, hit.url, hit.kind) == (
            datetime.date(2026, 11, 22),
            ("ป.5", "20 ชั่วโมง"),
            "/x/",
            "note",
        )

    # Filters and counts

    @pytest.fixture
    def units(self, put):
        put(
            document("a", "โนรา", kind="unit", facets={"grade": ("p5", "p6"), "tag": ("โนรา",)}),
            document("b", "โนรา", kind="unit", facets={"grade": ("p5",), "tag": ("นก",)}),
            document("c", "โนรา", kind="note", facets={"grade": ("p4",), "tag": ("โนรา",)}),
            document("d", "มะพร้าว", kind="note", facets={"tag": ("โนรา",)}),
        )

    def test_values_of_one_filter_are_alternatives(self, backend, units):
        assert set(keys(ask(backend, filters={"grade": ("p4", "p6")}))) == {"a", "c"}

    def test_filters_must_all_hold(self, backend, units):
        assert set(keys(ask(backend, filters={"grade": ("p5",), "tag": ("โนรา",)}))) == {"a"}
        assert set(keys(ask(backend, filters={"kind": ("note",), "tag": ("โนรา",)}))) == {"c", "d"}

    def test_unknown_value_finds_nothing(self, backend, units):
        assert ask(backend, filters={"grade": ("zzz",)}).total == 0

    def test_counts_are_of_what_is_found(self, backend, units):
        answer = ask(backend, "มะพร้าว", facets=("kind", "grade", "tag", "year"))
        assert answer.facets == {
            "kind": (FacetCount("note", 1),),
            "grade": (),
            "tag": (FacetCount("โนรา", 1),),
            "year": (),
        }

    def test_frequent_values_come_first(self, backend, units):
        assert ask(backend, facets=("grade",)).facets["grade"] == (
            FacetCount("p5", 2),
            FacetCount("p4", 1),
            FacetCount("p6", 1),
        )

    def test_own_filter_does_not_narrow_own_counts(self, backend, units):
        answer = ask(backend, filters={"grade": ("p5",)}, facets=("grade", "kind"))
        assert dict(answer.facets["grade"]) == {"p5": 2, "p4": 1, "p6": 1}
        assert dict(answer.facets["kind"]) == {"unit": 2}

    def test_other_filters_narrow_counts(self, backend, units):
        answer = ask(backend, filters={"grade": ("p5",), "kind": ("unit",)}, facets=("grade", "kind", "tag"))
        assert dict(answer.facets["grade"]) == {"p5": 2, "p6": 1}
        assert dict(answer.facets["kind"]) == {"unit": 2}
        assert dict(answer.facets["tag"]) == {"โนรา": 1, "นก": 1}
