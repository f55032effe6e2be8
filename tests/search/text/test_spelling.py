from __future__ import annotations

import pytest

from search.text.concepts import concept_term
from search.text.corrections import corrected, mended
from search.text.normalise import plain
from search.text.questions import question_words, terms_of
from search.text.spelling import Lexicon, slips_between

VOCABULARY = dict.fromkeys(
    [
        "บูรณาการ",
        "ขุมความรู้",
        "ความรู้",
        "กระดาษ",
        "หน้าเดียว",
        "กระดาษหน้าเดียว",
        "เศรษฐกิจ",
        "พอเพียง",
        "ทะเลน้อย",
        "หนังตะลุง",
        "สวัสดิการ",
        "กัลยาณมิตร",
        "ความต้องการ",
        "ของ",
        "ครู",
        "นักเรียน",
        "โรงเรียน",
        "หนา",
        "หน้า",
        "เดียว",
        "internet",
    ],
    20,
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(VOCABULARY)


def meant(text: str, lexicon: Lexicon, held: dict[str, int] = VOCABULARY) -> str:
    words = question_words(text)
    found = corrected(words, lexicon, lambda terms: {term: held.get(term, 0) for term in terms})
    return mended(plain(text), words, found)[0]


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("บูรณการ", "บูรณาการ"),
        ("ขุมความรุ้", "ขุมความรู้"),
        ("กระดาษหนาเดียว", "กระดาษหน้าเดียว"),
        ("กระ ดาษหน้าเดียว", "กระดาษหน้าเดียว"),
        ("พอเพียงเศรฐกิจ", "พอเพียงเศรษฐกิจ"),
        ("ทะเลนอย", "ทะเลน้อย"),
        ("หนังตลุง", "หนังตะลุง"),
        ("สวัสดิการณ์", "สวัสดิการ"),
        ("กัลยานมิตร", "กัลยาณมิตร"),
        ("ความตองการของครู", "ความต้องการของครู"),
        ("นักเรีนย", "นักเรียน"),
        ("intenet", "internet"),
    ],
)
def test_misspelt_words_are_read_as_words_of_the_index(lexicon, typed, sought):
    assert meant(typed, lexicon) == sought


@pytest.mark.parametrize("typed", ["โรงเรียน", "หนา", "ครูของนักเรียน", "ป.5", "2569", "", "ๆ", "กขคงจฉชซ", "zzz"])
def test_what_is_known_or_like_nothing_stays(lexicon, typed):
    assert meant(typed, lexicon) == typed


def test_word_that_the_viewer_may_not_find_is_never_proposed(lexicon):
    assert meant("บูรณการ", lexicon, {**VOCABULARY, "บูรณาการ": 0}) == "บูรณการ"


def test_grade_behind_a_misspelt_name_is_still_a_grade():
    lexicon = Lexicon({"ประถมศึกษา": 9})
    words = question_words("รปะถมศึกษาปีที่ 6")
    found = corrected(words, lexicon, lambda terms: {term: 9 for term in terms if term in ("ประถมศึกษา", "ปี", "ที่")})
    assert "ป.6" in {term.term for term in terms_of(mended("รปะถมศึกษาปีที่ 6", words, found)[1])}


def test_name_of_a_concept_is_found_misspelt_though_no_document_spells_it_out():
    term = concept_term("การสนทนากลุ่ม")
    lexicon = Lexicon({term: 5})
    near = lexicon.near("โฟกัสกุ๊ป")
    assert near
    assert {found for word in near for found in word.terms} == {term}


def test_slips_are_counted():
    assert slips_between("บูรณการ", "บูรณาการ", 2) == 1
    assert slips_between("ครุ", "คุร", 2) == 1
    assert slips_between("คน", "ขน", 2) < 1
    assert slips_between("กขค", "งจฉชซฌ", 1) > 1


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("search.text.spelling.MOST_WORDS", 3)
    lexicon = Lexicon({**VOCABULARY, "โรงเรียน": 99, "ครู": 98, "นักเรียน": 97})
    assert lexicon.same("โรงเรียน")
    assert not lexicon.same("กระดาษ")


def test_strange_letters_break_nothing(lexicon):
    for text in ("\u0e48\u0e49", "เแโ", "\U0001f600ครู", "ก" * 300, "\x00", "ﬁ"):
        meant(text, lexicon)
