from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.query_language import MOST_OPERATORS, parse, squeezed, without_logic


def said(question: str) -> list[tuple[str, str, str]]:
    return [(piece.what, piece.name, piece.text.strip()) for piece in parse(question) if piece.text.strip()]


@pytest.mark.parametrize("phrase", ['"แสง และเงา"', "“แสง และเงา”", "«แสง และเงา»", "„แสง และเงา“"])
def test_what_is_quoted_is_a_phrase(phrase):
    assert said(f"หนังตะลุง {phrase} ป.6") == [
        ("words", "", "หนังตะลุง"),
        ("phrase", "", "แสง และเงา"),
        ("words", "", "ป.6"),
    ]


def test_minus_before_a_word_or_phrase_excludes_it():
    assert said('โนรา -ข่าว -"กระดาษหน้าเดียว"') == [
        ("words", "", "โนรา"),
        ("excluded", "", "ข่าว"),
        ("excluded", "", "กระดาษหน้าเดียว"),
    ]


@pytest.mark.parametrize("question", ["ป.4-6", "ป.4 - 6", "ป.4 -6", "o-net", "- ข่าว", "--", "-", "น้ำ-ดิน"])
def test_other_dashes_exclude_nothing(question):
    assert {what for what, _, _ in said(question)} <= {"words"}


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("grade:ป.5", "grade", "ป.5"),
        ("GRADE:p5", "grade", "p5"),
        ("ชั้น: ป.5", "grade", "ป.5"),
        ("ปีการศึกษา:๒๕๖๗", "year", "๒๕๖๗"),
        ('โรงเรียน:"บ้านริมเล เขต 2"', "school", "บ้านริมเล เขต 2"),
        ("กลุ่ม:กฎหมาย", "group", "กฎหมาย"),
        ("แท็ก:โนรา", "tag", "โนรา"),
        ("ชนิด：ข่าว", "kind", "ข่าว"),
        ("area:คณิต,ไทย", "area", "คณิต,ไทย"),
    ],
)
def test_name_and_value_are_a_field(question, name, value):
    assert said(f"น้ำ {question}") == [("words", "", "น้ำ"), ("field", name, value)]


@pytest.mark.parametrize(
    "question",
    [
        '"',
        '""',
        '"ก',
        'ก"',
        "kind:",
        'kind:"',
        "kind: ",
        "นาที:5",
        "http://a.th",
        "12:30",
        '-"',
        '-""',
        "a OR",
        "(",
        "“",
    ],
)
def test_what_is_not_well_formed_is_words(question):
    assert {what for what, _, _ in said(question)} <= {"words"}
    assert "".join(question[piece.start : piece.end] for piece in parse(question)) == question


def test_operators_beyond_the_limit_are_words():
    pieces = parse(" ".join(f'"ก{number}"' for number in range(MOST_OPERATORS + 5)))
    assert sum(piece.what == "phrase" for piece in pieces) == MOST_OPERATORS


def test_logic_of_other_engines_is_left_out_unless_it_is_all():
    assert without_logic("โนรา AND หนังตะลุง") == "โนรา   หนังตะลุง"
    assert without_logic("OR") == "OR"
    assert without_logic("and the rest") == "and the rest"


def test_names_are_compared_without_spaces_signs_and_thai_digits():
    assert squeezed("ป. ๕") == squeezed("ป.5") == "ป5"


@given(st.text(alphabet='ก่ข "“”«-: kindgradeชั้น,ORA\x00\ud800', max_size=120))
def test_pieces_are_always_the_whole_question(question):
    pieces = parse(question)
    assert "".join(question[piece.start : piece.end] for piece in pieces) == question
    assert all(squeezed(piece.text) for piece in pieces if piece.what != "words")
