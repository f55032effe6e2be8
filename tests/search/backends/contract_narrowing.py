"""What every backend leaves out, adds or begins with when told to: phrases, excluded words, named documents, starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.documents import Section
from search.query import SearchQuery
from search.requests import request_for
from search.text.analysis import in_order, tokens
from search.text.starts import start_of
from tests.search.backends.asking import HOSTILE, PUBLIC, keys
from tests.support.search import document


def request(text: str = "", audiences: frozenset[str] = PUBLIC, **changes: object):
    facets = changes.pop("facets", ())
    return replace(request_for(SearchQuery(text, facets=facets), audiences), **changes)


def words(text: str) -> tuple[str, ...]:
    return tuple(in_order(tokens(text)))


class NarrowingContract:
    # Phrases and excluded words

    def test_phrase_wants_its_words_side_by_side(self, backend, put):
        put(
            document("phrase", "หนึ่ง", body="ครูเล่าเรื่องทะเลน้อยให้ฟัง"),
            document("apart", "สอง", body="เรื่องของครูที่เล่าให้ฟังคือทะเลน้อย"),
        )
        assert keys(backend.search(request("เรื่องทะเลน้อย", phrases=(words("เรื่องทะเลน้อย"),)))) == ["phrase"]

    def test_phrase_is_found_inside_a_compound_and_as_its_parts(self, backend, put):
        put(
            document("one", "เขียนกระดาษหน้าเดียว"),
            document("parts", "เขียน กระดาษ หน้า เดียว"),
            document("no", "หน้ากระดาษเดียว"),
        )
        found = backend.search(request("กระดาษหน้าเดียว", phrases=(words("กระดาษหน้าเดียว"),)))
        assert set(keys(found)) == {"one", "parts"}

    def test_phrase_does_not_reach_from_title_into_text(self, backend, put):
        put(document("a", "ข้าวสังข์หยด", body="เมืองพัทลุง"))
        assert backend.search(request("", phrases=(words("สังข์หยดเมือง"),))).total == 0

    def test_phrase_alone_is_a_question(self, backend, put):
        put(document("a", "หนังตะลุงกับแสง"), document("b", "แสงกับหนังตะลุง"))
        assert keys(backend.search(request("", phrases=(words("ตะลุงกับแสง"),)))) == ["a"]

    def test_excluded_word_is_left_out_of_hits_and_counts(self, backend, put):
        put(document("a", "โนรา", facets={"tag": ("ก",)}), document("b", "โนรากับหนังตะลุง", facets={"tag": ("ข",)}))
        answer = backend.search(request("โนรา", excluded=(words("หนังตะลุง"),), facets=("tag",)))
        assert (keys(answer), [count.value for count in answer.facets["tag"]]) == (["a"], ["ก"])

    def test_only_an_excluded_word_gives_everything_else(self, backend, put):
        put(document("a", "โนรา"), document("b", "หนังตะลุง"))
        assert keys(backend.search(request("", excluded=(words("โนรา"),)))) == ["b"]

    # Named documents

    def test_documents_named_by_also_join_what_the_words_find(self, backend, put):
        put(document("word", "โนรา"), document("meaning", "รำพื้นบ้าน"), document("other", "ข่าว"))
        answer = backend.search(request("โนรา", also=("meaning", "never-there"), facets=("kind",)))
        assert (keys(answer), answer.total) == (["word", "meaning"], 2)
        assert answer.facets["kind"][0].count == 2

    def test_also_opens_nothing_that_is_closed(self, backend, put):
        put(document("closed", "ลับ", audience={"members"}), document("filtered", "ข่าว", facets={"tag": ("ก",)}))
        closed = request("โนรา", also=("closed", "filtered"), filters={"tag": ("ข",)}, facets=("tag", "kind"))
        assert backend.search(closed).total == 0
        assert keys(backend.search(replace(closed, filters={}))) == ["filtered"]

    def test_only_asks_the_named_documents_how_well_they_match(self, backend, put):
        put(document("a", "โนรา"), document("b", "ข่าว"), document("c", "โนรา"), document("d", "โนรา", audience={"x"}))
        answer = backend.search(request("โนรา", only=("a", "b", "d")))
        assert [(hit.key, hit.score > 0) for hit in answer.hits] == [("a", True), ("b", False)]

    def test_only_of_nothing_finds_nothing(self, backend, put):
        put(document("a", "โนรา"))
        assert backend.search(request("โนรา", only=())).total == 0

    # Words of the index

    def test_vocabulary_counts_documents(self, backend, put):
        put(document("a", "โนรา โนรา"), document("b", "โนรา", audience={"members"}))
        assert dict(backend.vocabulary())["โนรา"] == 2

    def test_holding_counts_what_this_viewer_may_find(self, backend, put):
        put(document("a", "โนรา"), document("b", "โนรา มะพร้าว", audience={"members"}))
        assert backend.holding(["โนรา", "มะพร้าว", "ไม่มี"], PUBLIC) == {"โนรา": 1, "มะพร้าว": 0, "ไม่มี": 0}

    # Beginnings of titles

    @pytest.mark.parametrize("typed", ["หน่วยก", "หน่วย ก", "การเรียนรู้ทะ", "ทะเลน", "น้อย", "MIND m", "๒๕"])
    def test_title_is_found_by_the_beginning_of_any_of_its_words(self, backend, put, typed):
        put(document("a", "หน่วยการเรียนรู้ทะเลน้อย Mind Map 2569"), document("b", "ข่าว"))
        found = backend.starting_with(start_of(typed), PUBLIC, 10)
        assert [hit.key for hit in found] == ["a"]

    def test_beginnings_keep_to_audience_kinds_and_number(self, backend, put):
        put(
            *(document(f"n{number}", f"โนรา {number}") for number in range(4)),
            document("news", "โนรา ข่าว", kind="news"),
            document("closed", "โนรา ลับ", audience={"members"}),
        )
        found = backend.starting_with("โน", PUBLIC, 10)
        assert {hit.key for hit in found} == {"n0", "n1", "n2", "n3", "news"}
        assert [hit.key for hit in backend.starting_with("โน", PUBLIC, 10, kinds=("news",))] == ["news"]
        assert len(backend.starting_with("โน", PUBLIC, 3)) == 3
        assert backend.starting_with("โนราลับ", PUBLIC, 3) == ()

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_no_beginning_raises(self, backend, put, typed):
        put(document("a", f"นก {typed}"))
        backend.starting_with(start_of(typed), PUBLIC, 5)
        backend.search(request(typed, phrases=(words(typed[:200]),), excluded=(words(typed[:200]),)))

    # What a hit needs to be shown

    def test_sections_trail_and_state_come_back(self, backend, put):
        put(
            document(
                "a",
                "หน่วย",
                body="ต้นเรื่อง",
                sections=(Section("ดูนกน้ำ", "step-1", "กิจกรรมที่ 1"), Section("", "empty"), Section("วัดผล", "", "")),
                trail=("คลังความรู้", "หน่วยการเรียนรู้"),
                state="ตรวจทานแล้ว",
            )
        )
        hit = backend.search(request("นกน้ำ")).hits[0]
        assert (hit.trail, hit.state) == (("คลังความรู้", "หน่วยการเรียนรู้"), "ตรวจทานแล้ว")
        first, second = hit.sections
        assert hit.shown[first.start :].startswith("ดูนกน้ำ")
        assert (first.anchor, first.label, second.anchor, second.label) == ("step-1", "กิจกรรมที่ 1", "", "")
