"""What every backend finds."""

from __future__ import annotations

import pytest

from search.backends.memory import MemoryBackend
from search.prepared import prepare
from tests.search.backends.asking import HOSTILE, ask, keys
from tests.support.search import document


class FindingContract:
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

    @pytest.mark.parametrize("text", ["โนรา", "มะพร้าว", "โนรา มะพร้าว ทะเลน้อย", "โรงเรียน", "บูรณการ"])
    def test_title_and_text_are_scored_as_one(self, backend, put, text):
        """By BM25 as the backend in memory counts it; most of the words stand in a title here and in a text there."""
        things = (
            document("both", "โนรา", body="โนราที่โรงเรียน"),
            document("title", "มะพร้าวกับโนรา", body="วันนี้"),
            document("text", "วันนี้", body="ปลูกมะพร้าวที่ทะเลน้อย", weight=1.5),
            document("tag", "บูรณาการ", facets={"tag": ("ทะเลน้อย",)}),
            *(document(f"other{n}", "ข่าวโรงเรียน") for n in range(4)),
        )
        # What was forgotten before may still be counted.
        backend.clear()
        put(*things)
        plain = MemoryBackend()
        plain.apply([prepare(thing) for thing in things], ())
        scores = {hit.key: hit.score for hit in ask(plain, text).hits}
        assert scores
        assert {hit.key: hit.score for hit in ask(backend, text).hits} == pytest.approx(scores, rel=1e-4)

    def test_more_of_the_words_weighs_more(self, backend, put):
        put(
            document("one", "หนังตะลุง", body="หนังตะลุง หนังตะลุง หนังตะลุง"),
            document("both", "แสงและเงา", body="สอนเรื่องแสงและเงาด้วยหนังตะลุง"),
            *(document(f"other{n}", "ข่าวอื่น") for n in range(5)),
        )
        assert keys(ask(backend, "หนังตะลุง แสง เงา"))[0] == "both"

    def test_weight_of_a_document_counts(self, backend, put):
        put(document("light", "โนรา", weight=0.5), document("plain", "โนรา"), document("heavy", "โนรา", weight=2.0))
        answer = ask(backend, "โนรา")
        assert keys(answer) == ["heavy", "plain", "light"]
        heavy, plain, light = (hit.score for hit in answer.hits)
        assert heavy == pytest.approx(2 * plain)
        assert light == pytest.approx(plain / 2)

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
