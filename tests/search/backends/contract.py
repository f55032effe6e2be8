"""What holds on every backend. A test class inherits this and says how its backend is made."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from search.backends.base import BusyError, SearchBackend
from search.prepared import prepare
from search.query import FacetCount, SearchQuery, Sort
from search.requests import request_for
from tests.support.search import document

PUBLIC = frozenset({"public"})
HOSTILE = [
    "",
    " ",
    '"',
    "*",
    "a OR",
    "AND",
    "(",
    ")",
    "[a TO b]",
    "title:x^9~",
    "\\",
    "\x00",
    "นก\x00น้ำ",
    "\ud800",
    "\u200b\u200b",
    "\u0e48\u0e49\u0e34",
    "เแโใไ",
    "ๆ",
    "+-&&||!{}",
    "/" * 50,
    "ก" * 10_000,
    "นก " * 3_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
]


def ask(
    backend: SearchBackend,
    text: str = "",
    audiences: frozenset[str] = PUBLIC,
    *,
    filters: dict[str, tuple[str, ...]] | None = None,
    facets: tuple[str, ...] = (),
    sort: Sort = "relevance",
    offset: int = 0,
    limit: int = 20,
):
    request = request_for(
        SearchQuery(text, filters=filters or {}, sort=sort, page_size=limit, facets=facets), audiences
    )
    return backend.search(replace(request, offset=offset))


def keys(answer) -> list[str]:
    return [hit.key for hit in answer.hits]


class BackendContract:
    @pytest.fixture
    def backend(self) -> SearchBackend:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _empty(self, backend: SearchBackend) -> None:
        backend.clear()

    @pytest.fixture
    def put(self, backend: SearchBackend):
        def put(*documents, gone: tuple[str, ...] = ()) -> None:
            with backend.writing(timeout=5):
                backend.apply([prepare(item) for item in documents], gone)

        return put

    # Finding

    def test_word_inside_a_sentence_is_found(self, backend, put):
        put(document("a", "บันทึก", body="นักเรียนชั้นประถมสังเกตนกน้ำที่ทะเลน้อยทุกเช้า"), document("b", "อื่น"))
        assert keys(ask(backend, "ทะเลน้อย")) == ["a"]

    @pytest.mark.parametrize("part", ["กระดาษ", "หน้าเดียว", "เดียว"])
    def test_part_of_a_compound_is_found(self, backend, put, part):
        put(document("a", "เขียนกระดาษหน้าเดียว"), document("b", "เขียนแผน"))
        assert keys(ask(backend, part)) == ["a"]

    @pytest.mark.parametrize(
        ("written", "asked"),
        [
            ("ปีการศึกษา ๒๕๕๖", "2556"),
            ("ปีการศึกษา 2556", "๒๕๕๖"),
            ("รายงาน ค.ศ. 2013", "๒๕๕๖"),
            ("สํานักงานเขต", "สำนักงาน"),
            ("อ่างเก็บน้ำ", "นํ้า"),
            ("เเลกเปลี่ยน", "แลกเปลี่ยน"),
            ("กระดาษ\u200bหน้าเดียว", "กระดาษหน้าเดียว"),
            ("กระดาษหน้าเดียว", "กระดาษ\u2060หน้า\ufeffเดียว"),
            ("นักเรียน ป.๕", "ประถมศึกษาปีที่ 5"),
            ("นักเรียนชั้นประถมศึกษาปีที่ ๕", "ป.5"),
            ("ตัวชี้วัด ว 1.1 ป. ๕/2", "ว1.1ป5/2"),
            ("ตัวชี้วัด ว 1.1 ป.5/2", "ว1.1"),
            ("ผลสอบ O-NET", "onet"),
            ("Mind Mapping", "mindmap"),
            ("ＦＵＬＬ ＷＩＤＴＨ", "full"),
            ("หัวใจนักปราชญ์ สุ จิ ปุ ลิ", "สุจิปุลิ"),
        ],
    )
    def test_same_thing_written_otherwise_is_found(self, backend, put, written, asked):
        put(document("a", "หัวข้อ", body=f"เรื่องนี้ {written} ครับ"), document("b", "ไม่เกี่ยว", body="ตารางเดินรถ"))
        assert keys(ask(backend, asked))[0] == "a"

    @pytest.mark.parametrize("misspelt", ["บูรณการ", "ทะเลนอย", "ขุมความรุ้"])
    def test_misspelt_word_is_found(self, backend, put, misspelt):
        put(document("a", "หน่วยบูรณาการ ทะเลน้อย ขุมความรู้"), document("b", "ตารางเดินรถ"))
        assert keys(ask(backend, misspelt)) == ["a"]

    def test_title_weighs_more_than_text(self, backend, put):
        put(
            document("text", "เรื่องเล่าจากโรงเรียน", body="วันนี้มีโนราที่โรงเรียน"),
            document("title", "โนราที่โรงเรียน", body="วันนี้มีเรื่องเล่าจากโรงเรียน"),
            *(document(f"other{n}", "ข่าวอื่น") for n in range(5)),
        )
        assert keys(ask(backend, "โนรา"))[:2] == ["title", "text"]

    def test_more_of_the_words_weighs_more(self, backend, put):
        put(
            document("one", "หนังตะลุง", body="หนังตะลุง หนังตะลุง หนังตะลุง"),
            document("both", "แสงและเงา", body="สอนเรื่องแสงและเงาด้วยหนังตะลุง"),
            *(document(f"other{n}", "ข่าวอื่น") for n in range(5)),
        )
        assert keys(ask(backend, "หนังตะลุง แสง เงา"))[0] == "both"

    def test_weight_of_a_document_counts(self, backend, put):
        put(document("light", "โนรา", weight=0.5), document("heavy", "โนรา", weight=2.0))
        assert keys(ask(backend, "โนรา")) == ["heavy", "light"]

    def test_facts_and_tags_are_found(self, backend, put):
        put(document("a", "หน่วย", facts=("ป.5", "20 ชั่วโมง"), facets={"tag": ("ข้าวสังข์หยด",)}), document("b", "หน่วย"))
        assert keys(ask(backend, "ป.5")) == ["a"]
        assert keys(ask(backend, "สังข์หยด")) == ["a"]

    def test_question_of_stop_words_still_finds(self, backend, put):
        put(document("a", "ที่นี่"), document("b", "อื่น"))
        assert keys(ask(backend, "ที่นี่")) == ["a"]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_no_question_raises(self, backend, put, text):
        put(document("a", "นกน้ำ"))
        for sort in ("relevance", "newest", "title"):
            ask(backend, text, facets=("kind", "tag"), sort=sort, filters={"tag": (text[:100],)})
            ask(backend, text, facets=("kind",), sort=sort)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_no_document_raises(self, backend, put, text):
        put(document("a", f"นก {text}", body=text, summary=text, facts=(text,), facets={"tag": (text,)}), document("b"))
        assert ask(backend, facets=("tag",)).total == 2

    # Who may find

    AUDIENCES = {
        "public": {"public"},
        "members": {"members"},
        "group": {"group:3"},
        "both": {"group:3+group:7", "editors"},
        "author": {"user:5", "editors"},
    }

    @pytest.mark.parametrize(
        ("held", "seen"),
        [
            ({"public"}, {"public"}),
            ({"public", "members"}, {"public", "members"}),
            ({"public", "members", "group:3"}, {"public", "members", "group"}),
            ({"public", "group:7"}, {"public"}),
            ({"public", "group:3", "group:7"}, {"public", "group", "both"}),
            ({"public", "group:3+group:7"}, {"public", "both"}),
            ({"public", "user:5"}, {"public", "author"}),
            ({"public", "user:55"}, {"public"}),
            ({"public", "editors"}, {"public", "both", "author"}),
            (set(), set()),
        ],
    )
    @pytest.mark.parametrize("text", ["", "โนรา", "โนร่า"])
    def test_hits_totals_and_counts_keep_to_the_audience(self, backend, put, held, seen, text):
        put(*(document(name, "โนรา", audience=who, facets={"tag": (name,)}) for name, who in self.AUDIENCES.items()))
        answer = ask(backend, text, frozenset(held), facets=("kind", "tag"))
        assert set(keys(answer)) == seen
        assert answer.total == len(seen)
        assert {count.value for count in answer.facets["tag"]} == seen
        assert sum(count.count for count in answer.facets["kind"]) == len(seen)

    def test_filter_does_not_open_what_is_closed(self, backend, put):
        put(document("a", "โนรา", audience={"members"}, facets={"tag": ("ลับ",)}))
        answer = ask(backend, filters={"tag": ("ลับ",)}, facets=("tag", "kind"))
        assert (answer.total, answer.hits, answer.facets["tag"], answer.facets["kind"]) == (0, (), (), ())

    def test_changed_audience_holds(self, backend, put):
        put(document("a", "โนรา"))
        put(document("a", "โนรา", audience={"members"}))
        assert ask(backend, "โนรา").total == 0
        assert ask(backend, "โนรา", frozenset({"members"})).total == 1

    # Change

    def test_changed_document_replaces_the_old(self, backend, put):
        put(document("a", "ชื่อเดิมคือโนรา"))
        put(document("a", "ชื่อใหม่คือมะพร้าว"))
        assert ask(backend, "โนรา").total == 0
        assert keys(ask(backend, "มะพร้าว")) == ["a"]
        assert ask(backend).total == 1

    def test_gone_document_is_gone(self, backend, put):
        put(document("a", "โนรา"), document("b", "โนรา"))
        put(gone=("a", "never-there"))
        assert keys(ask(backend, "โนรา")) == ["b"]

    def test_clear_forgets_everything(self, backend, put):
        put(document("a", "โนรา"))
        backend.clear()
        assert ask(backend).total == 0

    def test_rebuild_replaces_everything(self, backend, put):
        put(document("old", "โนรา"))
        with backend.rebuilding() as beside:
            beside.add([prepare(document("new", "โนรา"))])
            assert keys(ask(backend, "โนรา")) == ["old"]
            beside.finish(lambda keys: [])
        assert keys(ask(backend, "โนรา")) == ["new"]

    def test_abandoned_rebuild_changes_nothing(self, backend, put):
        put(document("old", "โนรา"))
        with pytest.raises(ZeroDivisionError), backend.rebuilding() as beside:  # noqa: PT012 - the point is to leave early
            beside.add([prepare(document("new", "โนรา"))])
            raise ZeroDivisionError
        assert keys(ask(backend, "โนรา")) == ["old"]

    def test_state_counts_documents(self, backend, put):
        put(document("a"), document("b"))
        state = backend.state()
        assert (state.documents, state.problem) == (2, "")

    def test_one_writes_at_a_time(self, backend):
        import threading

        refused = []

        def second() -> None:
            try:
                with backend.writing(timeout=0.05):
                    pass
            except BusyError as error:
                refused.append(error)

        with backend.writing(timeout=1):
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()
        assert refused

    # Paging and order

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
