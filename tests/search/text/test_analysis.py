from __future__ import annotations

import threading

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.text.analysis import LONGEST_TERM, question_terms, tokens
from search.text.canonical import forms_in
from search.text.characters import may_cut
from search.text.collation import thai_sort_key
from search.text.compounds import parts_of
from search.text.grams import grams, skeleton
from search.text.marks import read_marks, write_marks
from search.text.normalise import plain
from tests.search.text.test_normalise import MESSY


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    "word",
    ["สุจิปุลิ", "กระดาษหน้าเดียว", "ข้าวสังข์หยด", "ถอดบทเรียน", "ทะเลน้อย", "ขุมความรู้", "ตาลโตนด", "กัลยาณมิตร"],
)
def test_words_of_the_field_stay_whole(word):
    assert terms(f"เรื่อง{word}ที่โรงเรียน")[1] == word


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("สพป.พัทลุง", "สพป"),
        ("ก.ค.ศ.", "กคศ"),
        ("พ.ร.บ.การศึกษา", "พรบ"),
        ("ชั้น ป.๕", "ป.5"),
        ("ป 5", "ป.5"),
        ("ประถมศึกษาปีที่ ๕", "ป.5"),
        ("ประถม 5", "ป.5"),
        ("มัธยมศึกษาปีที่ 3", "ม.3"),
        ("อนุบาล 2", "อ.2"),
        ("ป.4-6", "ป.5"),
        ("ป.1 - ป.3", "ป.2"),
        ("ป.4 ถึง ป.6", "ป.5"),
        ("ว 1.1 ป. ๕/2", "ว1.1ป5/2"),
        ("ท ๒.๑ ป.๕/๓", "ท2.1ป5/3"),
        ("ว1.1ป5", "ว1.1"),
        ("ที่ ศธ 04009/ว 7543", "ศธ04009/ว7543"),
        ("ค.ศ. 2026", "2569"),
        ("ศธ.04009 / ว.7543", "ศธ04009/ว7543"),
        ("ศธ ๐๔๐๐๙/ว๗๕๔๓", "ว7543"),
        ("หนังสือ ว 7543", "ว7543"),
        ("เกณฑ์ ว21/2560", "ว21"),
        ("รายวิชา ว 15101", "ว15101"),
        ("ค15101", "ค15101"),
        ("ชั้นป.5", "ป.5"),
        ("หน่วยป.๕ทะเลน้อย", "ป.5"),
        ("ประถมศึกษาปีที 6", "ป.6"),
        ("22 พ.ย. 69", "22/11/2569"),
        ("๒๒ พฤศจิกายน ๒๕๖๙", "22/11/2569"),
        ("วันที่ 22 พฤศจิกายน พ.ศ. 2569", "22/11/2569"),
        ("22 พฤศจิกายน 2026", "22/11/2569"),
        ("พ.ย.2569", "11/2569"),
        ("3 มี.ค. 64", "มีนาคม"),
        ("ปีงบประมาณ 70", "2570"),
        ("ปีการศึกษา ๖๙", "2569"),
        ("พ.ศ. 2556", "2556"),
        ("มาตรา ๓๙", "มาตรา39"),
        ("ม.39", "มาตรา39"),
        ("K P I", "kpi"),
        ("1,234.50 บาท", "1234.50"),
        ("O-NET", "onet"),
        ("e-mail", "email"),
        ("Mind Mapping", "mindmap"),
        ("สุ จิ ปุ ลิ", "สุจิปุลิ"),
    ],
)
def test_forms_become_one_term(text, term):
    assert term in terms(text)


@pytest.mark.parametrize("text", ["แผนกว 1.1", "ค.ศ. 20266", "ป.55", "สพป.5", "ปีการศึกษา 69/2"])
def test_what_only_looks_like_a_form_is_none(text):
    assert not {"ว1.1", "ป.5", "2569"}.intersection(terms(text))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("กระดาษหน้าเดียว", {"กระดาษ", "หน้าเดียว", "หน้า", "เดียว"}),
        ("นายกรัฐมนตรี", {"นายก", "รัฐมนตรี", "รัฐ", "มนตรี"}),
        ("ประชุม", set()),
        ("มะนาว", set()),
        ("สุจิปุลิ", set()),
        ("วิทยฐานะ", set()),
    ],
)
def test_compounds_have_parts_and_simple_words_none(word, parts):
    assert {word[start:end] for start, end in parts_of(word)} == parts


@pytest.mark.parametrize(
    "written",
    [
        "31 พฤศจิกายน พ.ศ. 2569",
        "มัธยมศึกษา ปีที่ 3",
        "ประถมศึกษาปีที่ 1 ถึง ประถมศึกษาปีที่ 3",
        "ป.1 ถึง ป.3",
        "ว 1.1 ป.5/2",
        "ศธ 04123/ว 99",
        "สุ จิ ปุ ลิ",
        "ปีงบประมาณ 69",
        "มาตรา 24",
        "S T E M",
        "ค.ศ. 2013",
        "สพป.",
        "กพ.69",
    ],
)
def test_form_is_found_wherever_it_stands(written):
    alone = [form.terms for form in forms_in(plain(written))]
    far = " ครูและนักเรียน" * 9
    assert [form.terms for form in forms_in(plain(f"{far} {written}{far} {written}{far}"))] == alone * 2


def test_question_weighs_the_whole_word_more_than_its_parts():
    weights = {term.term: term.weight for term in question_terms("กระดาษหน้าเดียว")}
    assert weights["กระดาษหน้าเดียว"] == 1.0
    assert weights["กระดาษ"] < 1.0
    assert {term.group for term in question_terms("กระดาษหน้าเดียว")} == {0}


def test_question_is_asked_without_stop_words():
    found = question_terms("อยากทราบว่าเบิกสวัสดิการได้เร็วแค่ไหนครับ")
    assert [term.term for term in found if term.weight == 1.0] == ["เบิก", "สวัสดิการ", "เร็ว"]


def test_question_of_stop_words_alone_is_asked():
    assert [term.term for term in question_terms("ครับ")] == ["ครับ"]


def test_tokens_point_at_the_original():
    text = "เรียน\u200bรู้ที่ทะเลน้อย ป.๕ กับ O-NET"
    written = {token.term: text[token.start : token.end] for token in tokens(text)}
    assert written["ป.5"] == "ป.๕"
    assert written["onet"] == "O-NET"
    assert written["ทะเลน้อย"] == "ทะเลน้อย"


@given(MESSY)
@example("0ะ")
@example(" ะ")
@example("เ 5")
def test_tokens_never_split_a_mark_from_its_letter(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert may_cut(text, token.start)
        assert may_cut(text, token.end)
        assert 0 < len(token.term) <= LONGEST_TERM
        assert not set(token.term) & set(" \n\t")
        token.term.encode()


@given(MESSY)
def test_question_has_no_term_twice(text):
    found = [term.term for term in question_terms(text)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "text", ["กา" * 20_000, "ก" * 40_000, "่" * 5_000, "มากกว่า" * 5_000, "a" * 40_000, "1" * 40_000]
)
def test_long_text_without_spaces_is_cut_in_bounded_time(text):
    assert all(len(token.term) <= LONGEST_TERM for token in tokens(text))


def test_threads_get_the_same_words():
    text = "หน่วยการเรียนรู้บูรณาการทะเลน้อยบ้านของนกน้ำ " * 20
    expected = terms(text)
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(terms(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_grams_forgive_tones_and_letters_that_sound_alike():
    assert grams("ขุมความรุ้") == grams("ขุมความรู้")
    assert grams("ทะเลนอย") == grams("ทะเลน้อย")
    assert skeleton("จันทร์") == skeleton("จันท")


@given(st.lists(st.text(max_size=8), max_size=8))
def test_sort_keys_can_be_compared(titles):
    assert len(sorted(titles, key=thai_sort_key)) == len(titles)


def test_thai_order():
    titles = ["กา", "เกาะ", "แกง", "ไก่", "ขนม", "นก", "โนรา", "ป.2", "ป.10"]
    assert sorted(set(titles), key=thai_sort_key) == titles


def test_project_words_are_spelt_the_normal_way():
    from search.text.dictionary import DATA_FOLDER

    for path in sorted(DATA_FOLDER.glob("*.txt")):
        if path.name.startswith("synonyms_"):
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [line for line in lines if plain(line) != line] == []
        words = [line.partition("=")[0].strip() for line in lines if line]
        assert sorted({word for word in words if words.count(word) > 1}) == []


def test_library_words_are_spelt_the_normal_way():
    from search.text.dictionary import dictionary

    assert sum(plain(word) != word for word in dictionary().words) <= 5


@pytest.mark.parametrize("text", ["สิ่งต่าง ๆ ที่เห็น", "ค่อย ๆ ทำ", "ต่าง ๆ"])
def test_no_term_holds_a_space(text):
    assert [token.term for token in tokens(text) if " " in token.term] == []


def test_word_beside_one_with_a_space_inside_is_highlighted():
    found = tokens("สิ่งต่าง ๆ ต่างกัน ต่าง")
    assert [end - start for start, end, _ in read_marks(write_marks(found), ["ต่าง", "ต่างๆ"])] != []
