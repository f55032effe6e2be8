from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import vocabulary
from search.text.analysis import question_terms, tokens
from search.text.characters import may_cut
from search.text.concepts import concept_term
from search.text.vocabulary import Vocabulary


@pytest.fixture(autouse=True)
def _nothing_kept():
    yield
    vocabulary.use(Vocabulary())


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("บ้านฮูแตทูวอ", "โรงเรียนบ้านฮูแตทูวอจัดกิจกรรม"),
        ("ควนพนางตุง", "ชุมชนควนพนางตุงร่วมใจ"),
        ("ลากหัวพ่วงชัย", "งานลากหัวพ่วงชัย"),
    ],
)
def test_word_of_the_editors_stays_whole(word, text):
    assert word not in terms(text)
    vocabulary.use(Vocabulary(words={word: None}))
    assert word in terms(text)


def test_word_inside_known_words_is_not_torn_out_of_them():
    vocabulary.use(Vocabulary(words={"กลม": None, "รม": None}))
    assert "รม" not in terms("การอบรมครู")


def test_stated_parts_are_found_too():
    vocabulary.use(Vocabulary(words={"ควนพนางตุง": ("ควน", "พนางตุง")}))
    assert {"ควนพนางตุง", "ควน", "พนางตุง"} <= set(terms("ชุมชนควนพนางตุง"))


def test_names_and_stop_words_of_the_editors_count():
    vocabulary.use(Vocabulary(groups=(("โครงการปันสุข", "ตู้ปันสุข"),), stop_words=frozenset({"โครงการ"})))
    assert concept_term("โครงการปันสุข") in terms("ตู้ปันสุขหน้าโรงเรียน")
    assert "โครงการ" not in {term.term for term in question_terms("โครงการ โนรา")}


def test_digest_tells_the_words():
    assert Vocabulary(words={"ก": None}).digest != Vocabulary().digest
    assert Vocabulary(words={"กข": None, "คง": None}).digest == Vocabulary(words={"คง": None, "กข": None}).digest


@given(st.text(alphabet="กขคงาิ่เแ .a1", max_size=40), st.text(alphabet="กขคงาเ", min_size=2, max_size=4))
def test_any_word_leaves_every_text_whole(text, word):
    vocabulary.use(Vocabulary(words={word: None}))
    for token in tokens(text):
        assert may_cut(text, token.start)
        assert may_cut(text, token.end)
        assert token.start < token.end
