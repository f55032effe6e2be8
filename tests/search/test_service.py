from __future__ import annotations

import pytest
from django.http import QueryDict

from search import indexing
from search.forms import LONGEST_TEXT, query_from
from search.naming import vocabulary
from search.registry import register_facet, unregister_facet
from search.service import FacetCount, SearchQuery, SearchResults, changed, listing, search
from tests.support.search import PUBLIC, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def thirty(things):
    things.add(*(document(f"thing:{number:02}", f"โนรา {number:02}", facets={"tag": ("ก",)}) for number in range(30)))
    changed(things.keys())
    return things


@pytest.mark.parametrize(
    ("page", "size", "number", "count"),
    [
        (1, 20, 1, 20),
        (2, 20, 2, 10),
        (3, 20, 2, 10),
        (10**9, 20, 2, 10),
        (-1, 20, 1, 20),
        (0, 0, 1, 1),
        (1, 10**6, 1, 30),
    ],
)
@pytest.mark.parametrize("text", ["", "โนรา"])
def test_page_is_always_one_that_exists(thirty, page, size, number, count, text):
    results = search(SearchQuery(text, page=page, page_size=size), PUBLIC)
    assert (results.page, len(results.hits), results.total) == (number, count, 30)


def test_no_result_has_one_empty_page(thirty):
    results = search(SearchQuery("ไม่มีคำนี้แน่ xyzzy", page=5), PUBLIC)
    assert (results.total, results.page, results.num_pages, results.hits) == (0, 1, 1, ())


def test_unknown_names_and_sorts_are_ignored(thirty):
    results = search(SearchQuery("โนรา", filters={"nothing": ("x",)}, sort="best", facets=("nothing", "tag")), PUBLIC)
    assert results.total == 30
    assert results.facets == {"tag": (FacetCount("ก", 30),)}


def test_hit_is_highlighted_on_the_original(things):
    things.add(document("thing:1", "วันที่ ๕ ไปทะเลน้อย", body="นักเรียนชั้น ป.๕ ไปดูนกน้ํา"))
    changed(["thing:1"])
    hit = search(SearchQuery("ทะเลน้อย ป.5 นกน้ำ"), PUBLIC).hits[0]
    assert "".join(part.text for part in hit.title) == "วันที่ ๕ ไปทะเลน้อย"
    assert [part.text for part in hit.title if part.match] == ["ทะเลน้อย"]
    assert [part.text for part in hit.passage if part.match] == ["ป.๕", "นกน้ํา"]


def test_summary_is_not_shown_twice(things):
    things.add(document("thing:1", "โนรา", summary="บทคัดย่อ", body="บทคัดย่อ แล้วเนื้อหา"))
    changed(["thing:1"])
    assert "".join(part.text for part in search(SearchQuery("โนรา"), PUBLIC).hits[0].passage) == "บทคัดย่อ แล้วเนื้อหา"


def test_hit_hidden_in_the_database_is_left_out(thirty):
    thirty.hidden = {"thing:03", "thing:04"}
    results = search(SearchQuery("โนรา", page_size=50), PUBLIC)
    assert len(results.hits) == results.total == 28


def test_search_asks_the_database_once(thirty, django_assert_num_queries):
    indexing.drain()
    # The names of grades, schools and the like are read once a minute.
    vocabulary()
    with django_assert_num_queries(0):
        assert search(SearchQuery("โนรา"), PUBLIC).total == 30


class TestParameters:
    @pytest.mark.parametrize("page", ["-1", "0", "x", "", "1e9", "๓", "9" * 5000, "1.5", "\x00", " 2x"])
    def test_page_that_is_no_number_is_a_sane_one(self, page):
        parameters = QueryDict(mutable=True)
        parameters["page"] = page
        assert 1 <= query_from(parameters).page < 10**13

    def test_everything_is_read(self):
        query = query_from(QueryDict("q=%E0%B8%99%E0%B8%81&grade=p5&grade=p6&tag=a&sort=newest&page=3&junk=1"))
        assert query.text == "นก"
        assert query.filters == {"grade": ("p5", "p6"), "tag": ("a",)}
        assert (query.sort, query.page) == ("newest", 3)

    def test_too_much_is_cut(self):
        query = query_from(
            QueryDict("q=" + "a" * 10_000 + "".join(f"&tag={n}" for n in range(500)) + "&tag=" + "b" * 999)
        )
        assert len(query.text) == LONGEST_TEXT
        assert len(query.filters["tag"]) <= 20
        assert all(len(value) <= 100 for value in query.filters["tag"])

    def test_broken_bytes_are_read(self):
        assert query_from(QueryDict(b"q=%ff%fe%00&tag=%ff")).filters["tag"]

    def test_fixed_filters_hold_and_are_not_counted(self):
        query = query_from(QueryDict("kind=note&tag=a"), fixed={"kind": ("mind-map",)}, default_sort="newest")
        assert query.filters == {"tag": ("a",), "kind": ("mind-map",)}
        assert "kind" not in query.facets
        assert query.sort == "newest"


class TestListing:
    @pytest.fixture(autouse=True)
    def _facets(self):
        from search import registry

        before = dict(registry._facets)
        names = {"p6": "ป.6", "p5": "ป.5"}
        register_facet(
            "grade", "ชั้น", lambda values: {v: n for v, n in names.items() if v in values}, 1, listed="as_given"
        )
        register_facet("tag", "แท็ก", order=2)
        yield
        unregister_facet("grade")
        unregister_facet("tag")
        registry._facets.update(before)

    def results(self, page: int = 1, num_pages: int = 1, **facets) -> SearchResults:
        counted = {name: tuple(FacetCount(*count) for count in counts) for name, counts in facets.items()}
        return SearchResults(40, (), counted, page, 20, num_pages)

    def test_groups_have_labels_counts_and_links(self):
        query = query_from(QueryDict("q=นก&page=2"))
        shown = listing(self.results(tag=[("ก ข", 3)], grade=[("p5", 9), ("p6", 2), ("zz", 1)]), query, "/search/")
        grade, tag = shown["groups"]
        assert [option["label"] for option in grade["options"]] == ["ป.6", "ป.5", "zz"]
        assert grade["options"][1]["url"] == "/search/?q=%E0%B8%99%E0%B8%81&grade=p5"
        assert (tag["label"], tag["options"][0]["count"], tag["options"][0]["selected"]) == ("แท็ก", 3, False)
        assert tag["options"][0]["url"].endswith("tag=%E0%B8%81+%E0%B8%82")

    def test_chosen_value_is_removable_and_listed_even_when_nothing_has_it(self):
        query = query_from(QueryDict("grade=p5&grade=p6&sort=title"))
        shown = listing(self.results(grade=[("p6", 2)]), query, "/search/")
        options = {option["value"]: option for option in shown["groups"][0]["options"]}
        assert (options["p5"]["count"], options["p5"]["selected"]) == (0, True)
        assert options["p5"]["url"] == "/search/?grade=p6&sort=title"
        assert shown["active"][0] == {"label": "ป.5", "remove_url": "/search/?grade=p6&sort=title"}
        assert shown["clear_url"] == "/search/?sort=title"
        assert {"name": "sort", "value": "title"} in shown["hidden"]

    def test_unknown_value_is_shown_as_it_is(self):
        shown = listing(self.results(), query_from(QueryDict("grade=%3Cb%3E")), "/search/")
        assert shown["active"][0]["label"] == "<b>"

    def test_filter_that_changes_nothing_is_not_offered(self):
        assert listing(self.results(tag=[("x", 40)]), SearchQuery(), "/search/")["groups"] == []

    def test_fixed_filter_is_in_no_link(self):
        fixed = {"kind": ("note",)}
        query = query_from(QueryDict("tag=x"), fixed=fixed, default_sort="newest")
        shown = listing(self.results(tag=[("x", 3)]), query, "/notes/", fixed=fixed, default_sort="newest")
        assert [chosen["label"] for chosen in shown["active"]] == ["x"]
        assert shown["clear_url"] == "/notes/"
        assert shown["hidden"] == [{"name": "tag", "value": "x"}]

    @pytest.mark.parametrize(
        ("page", "last", "expected"),
        [
            (1, 1, [1]),
            (1, 3, [1, 2, 3]),
            (1, 10, [1, 2, 3, None, 10]),
            (5, 10, [1, None, 3, 4, 5, 6, 7, None, 10]),
            (10, 10, [1, None, 8, 9, 10]),
        ],
    )
    def test_pagination_names_first_last_and_near_pages(self, page, last, expected):
        shown = listing(self.results(page=page, num_pages=last), SearchQuery("x"), "/search/")["pagination"]
        assert [item.get("number") for item in shown["pages"]] == expected
        assert bool(shown["previous_url"]) == (page > 1)
        assert bool(shown["next_url"]) == (page < last)
        assert [item["number"] for item in shown["pages"] if item.get("current")] == [page]

    def test_relevance_is_offered_only_with_words(self):
        assert [sort["value"] for sort in listing(self.results(), SearchQuery(), "/")["sorts"]] == ["newest", "title"]
        sorts = listing(self.results(), SearchQuery("นก"), "/")["sorts"]
        assert [sort["value"] for sort in sorts if sort["selected"]] == ["relevance"]
