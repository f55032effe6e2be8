from __future__ import annotations

from collections import Counter

import pytest

from search.text.analysis import in_order, question_terms, tokens
from search.text.concepts import SIGN, concept_term, groups, spelling
from search.text.normalise import plain


def concepts(text: str) -> set[str]:
    return {token.term for token in tokens(text) if token.term.startswith(SIGN)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาพัทลุง", "สพป.พัทลุง เขต 2"),
        ("ใช้เทคนิค KM เป็นเครื่องมือ", "การจัดการความรู้ในองค์กร"),
        ("ใช้สื่อ ICT", "เทคโนโลยีสารสนเทศและการสื่อสาร"),
        ("ก.ค.ศ.", "คณะกรรมการข้าราชการครูและบุคลากรทางการศึกษา"),
        ("พ.ร.บ. การศึกษา", "พระราชบัญญัติการศึกษา"),
        ("ทำ Focus Groups กับครู", "การสนทนากลุ่มครู"),
        ("โฟกัสกรุ๊ป", "focus group"),
        ("Mind Mapping", "แผนผังความคิด"),
        ("mind-map", "มายด์แมพ"),
        ("P D C A", "วงจรคุณภาพ"),
        ("สุ จิ ปุ ลิ", "หัวใจนักปราชญ์"),
        ("O-NET", "ผลสอบโอเน็ต"),
        ("อีเมลล์", "e-mail"),
        ("อินเตอร์เน็ต", "อินเทอร์เน็ต"),
        ("ผอ.โรงเรียน", "ผู้บริหารสถานศึกษา"),
        ("รอง ผอ.", "รองผู้อำนวยการ"),
    ],
)
def test_names_of_one_thing_share_a_concept(one, other):
    assert concepts(one) & concepts(other)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("รสพริกไทย", "สพร"),
        ("ครูสพรั่ง", "สพร"),
        ("ตีรพัดโบก", "รพ"),
        ("kmutt", "การจัดการความรู้"),
        ("barrier", "ทบทวนก่อนปฏิบัติ"),
        ("ด้านหลังมี ศ", "ศธ"),
        ("mind (แผนที่) map", "ผังความคิด"),
        ("หลักการ, เบิกจ่าย", "หลักการเบิกจ่าย"),
    ],
)
def test_name_inside_another_word_or_across_a_sign_is_none(text, name):
    assert concept_term(name) not in concepts(text)


def test_longer_name_hides_the_shorter_inside():
    found = concepts("สำนักงานเขตพื้นที่การศึกษาประถมศึกษา")
    assert concept_term("สำนักงานเขตพื้นที่การศึกษา") not in found


def test_concept_stands_where_its_name_stands():
    text = "เรียนรู้ด้วย Focus Group ทุกเดือน"
    token = next(token for token in tokens(text) if token.term == concept_term("การสนทนากลุ่ม"))
    assert text[token.start : token.end] == "Focus Group"
    assert token.is_part


def test_synonym_weighs_less_than_the_word_and_can_be_left_out():
    weights = {term.term: term.weight for term in question_terms("โอเน็ต")}
    assert weights[concept_term("การทดสอบทางการศึกษาระดับชาติขั้นพื้นฐาน")] < weights["โอเน็ต"]
    assert not any(term.term.startswith(SIGN) for term in question_terms("โอเน็ต", synonyms=False))


def test_phrase_knows_no_concepts():
    assert not any(term.startswith(SIGN) for term in in_order(tokens("การจัดการความรู้ (KM)")))


def test_every_group_has_names_and_every_name_one_group():
    names = Counter(spelling(name) for group in groups() for name in dict.fromkeys(map(spelling, group.names)))
    assert "" not in names
    assert [group for group in groups() if len(group.names) < 2] == []
    assert [name for name, count in names.items() if count > 1] == []


def test_names_are_spelt_the_normal_way():
    assert [name for group in groups() for name in group.names if plain(name) != name] == []
