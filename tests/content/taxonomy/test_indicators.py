"""Finding indicators by what people type."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from content.taxonomy.codes import IndicatorCodeError
from content.taxonomy.fields import IndicatorCodesField
from content.taxonomy.indicators import find_indicator, find_indicators, nearest_known_codes
from content.taxonomy.models import Indicator
from tests.factories.taxonomy import CurriculumVersionFactory, GradeFactory, IndicatorFactory, StandardFactory

CODES = ["ว 1.1 ป.5/1", "ว 1.1 ป.5/2", "ว 1.1 ป.5/3", "ว 2.3 ป.6/7", "ท 2.1 ป.5/3", "ค 1.1 ม.4-6/1"]


@pytest.fixture
def version(db):
    for code in CODES:
        IndicatorFactory(code=code)
    return CurriculumVersionFactory()


def test_a_lenient_code_finds_its_indicator(version):
    assert find_indicator("ท ๒.๑ ป๕/๓", version).code == "ท 2.1 ป.5/3"
    assert find_indicator("ว1.1ป5/2", "2551-2560").code == "ว 1.1 ป.5/2"


def test_an_indicator_of_a_stage_has_no_grade(version):
    assert find_indicator("ค1.1ม.4–6/1", version).grade is None


def test_an_unknown_code_is_refused_naming_the_nearest_known(version):
    with pytest.raises(IndicatorCodeError) as caught:
        find_indicator("ว 1.1 ป.6/1", version)
    message = caught.value.messages[0]
    assert "ว 1.1 ป.6/1" in message
    assert "2551-2560" in message
    assert "ว 1.1 ป.5/1, ว 1.1 ป.5/2, ว 1.1 ป.5/3" in message


def test_a_code_of_another_version_is_refused_and_the_version_named(version):
    other = CurriculumVersionFactory(code="2551", name="หลักสูตร 2551")
    IndicatorFactory(curriculum_version=other, code="ว 1.1 ป.6/1")
    with pytest.raises(IndicatorCodeError) as caught:
        find_indicator("ว 1.1 ป.6/1", version)
    assert caught.value.params["elsewhere"] == "2551"


def test_a_version_without_indicators_says_so(version):
    with pytest.raises(IndicatorCodeError) as caught:
        find_indicator("ว 1.1 ป.5/1", CurriculumVersionFactory(code="2568", name="หลักสูตร 2568"))
    assert caught.value.params["nearest"] == ""


def test_the_same_code_may_stand_in_two_versions(version):
    other = CurriculumVersionFactory(code="2551", name="หลักสูตร 2551")
    IndicatorFactory(curriculum_version=other, code="ว 1.1 ป.5/1")
    assert Indicator.objects.filter(code="ว 1.1 ป.5/1").count() == 2
    assert find_indicator("ว1.1ป5/1", other).curriculum_version == other


def test_nearest_codes_share_standard_then_area_then_grade(version):
    assert nearest_known_codes("ว 1.1 ป.5/9", version, limit=3) == ["ว 1.1 ป.5/3", "ว 1.1 ป.5/2", "ว 1.1 ป.5/1"]
    assert nearest_known_codes("ว 2.3 ป.6/70", version, limit=1) == ["ว 2.3 ป.6/7"]
    assert nearest_known_codes("ว1.1ป5", version, limit=1) == ["ว 1.1 ป.5/1"]


def test_nearest_codes_of_what_does_not_look_like_a_code(version):
    assert nearest_known_codes("ว 1-1 ป.5,1", version, limit=1) == ["ว 1.1 ป.5/1"]
    assert nearest_known_codes("เลย", version) == []


def test_many_codes_are_found_in_the_order_written_with_few_queries(version, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        found = find_indicators(["ว2.3ป6/7", "ท 2.1 ป.5/3", "ว 2.3 ป.6/7"], version)
    assert [indicator.code for indicator in found] == ["ว 2.3 ป.6/7", "ท 2.1 ป.5/3"]


def test_every_bad_code_of_many_is_named(version):
    with pytest.raises(ValidationError) as caught:
        find_indicators(["ว 1.1 ป.5/1", "ว 1.1 ป.5/8", "ผิด"], version)
    assert len(caught.value.messages) == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ว1.1ป5", ["ว 1.1 ป.5/1", "ว 1.1 ป.5/2", "ว 1.1 ป.5/3"]),
        ("ว ๑.๑", ["ว 1.1 ป.5/1", "ว 1.1 ป.5/2", "ว 1.1 ป.5/3"]),
        ("ว 1.1 ป.5/2", ["ว 1.1 ป.5/2"]),
        ("ป.6", ["ว 2.3 ป.6/7"]),
        ("ไม่มีคำนี้", []),
        ("\x00", CODES),
        ("ก" * 100_000, []),
    ],
)
def test_indicators_are_searched_by_code_its_beginning_or_words(version, typed, expected):
    assert sorted(indicator.code for indicator in Indicator.objects.matching(typed)) == sorted(expected)


def test_indicators_stand_in_the_order_of_the_curriculum(version):
    assert [indicator.code for indicator in Indicator.objects.in_version(version)] == [
        "ท 2.1 ป.5/3",
        "ค 1.1 ม.4-6/1",
        "ว 1.1 ป.5/1",
        "ว 1.1 ป.5/2",
        "ว 1.1 ป.5/3",
        "ว 2.3 ป.6/7",
    ]


def test_saving_an_indicator_reads_standard_grade_and_number_from_its_code(version):
    indicator = Indicator(curriculum_version=version, code="ว๑.๑ป๕/๔", text="ตระหนักในคุณค่าของสิ่งแวดล้อม")
    indicator.full_clean()
    indicator.save()
    assert (indicator.code, indicator.standard.code, indicator.grade.code, indicator.number) == (
        "ว 1.1 ป.5/4",
        "ว 1.1",
        "ป.5",
        4,
    )


@pytest.mark.parametrize("code", ["ว 3.2 ป.5/1", "ว 1.1 ป.1/1", "ผิด", ""])
def test_an_indicator_without_standard_or_grade_in_the_curriculum_is_refused(version, code):
    with pytest.raises(ValidationError) as caught:
        Indicator(curriculum_version=version, code=code, text="ข้อความ").full_clean()
    assert "code" in caught.value.message_dict


def test_an_indicator_without_version_is_refused_not_broken(db):
    with pytest.raises(ValidationError) as caught:
        Indicator(code="ว 1.1 ป.5/2", text="ข้อความ").full_clean()
    assert "curriculum_version" in caught.value.message_dict


def test_the_same_code_twice_in_one_version_is_refused(version):
    with pytest.raises(ValidationError) as caught:
        Indicator(curriculum_version=version, code="ว1.1ป5/1", text="ซ้ำ").full_clean()
    assert set(caught.value.message_dict) == {"__all__"}


class TestIndicatorCodesField:
    def test_codes_one_a_line_become_strict(self):
        assert IndicatorCodesField().clean("ว1.1ป5/2\r\nท ๒.๑ ป.๕/๓, ว 1.1 ป.5/2") == ["ว 1.1 ป.5/2", "ท 2.1 ป.5/3"]

    def test_with_a_version_codes_become_indicators(self, version):
        field = IndicatorCodesField()
        field.version = version
        assert [item.code for item in field.clean("ว2.3ป6/7")] == ["ว 2.3 ป.6/7"]

    def test_unknown_codes_are_refused_with_the_nearest(self, version):
        with pytest.raises(ValidationError, match=r"ว 1\.1 ป\.5/3"):
            IndicatorCodesField(version=version).clean("ว 1.1 ป.5/4")

    def test_empty_and_too_many(self):
        assert IndicatorCodesField(required=False).clean("") == []
        with pytest.raises(ValidationError):
            IndicatorCodesField().clean("  ")
        with pytest.raises(ValidationError) as caught:
            IndicatorCodesField().clean("ว1.1ป5/2\n" * 500)
        assert caught.value.code == "too_many"

    def test_shows_codes_one_a_line_and_knows_what_changed(self, version):
        initial = list(Indicator.objects.filter(standard__code="ว 1.1")[:2])
        field = IndicatorCodesField()
        assert field.prepare_value(initial) == "ว 1.1 ป.5/1\nว 1.1 ป.5/2"
        assert field.prepare_value("ที่พิมพ์ผิด") == "ที่พิมพ์ผิด"
        assert not field.has_changed(initial, "ว1.1ป5/1\nว1.1ป5/2")
        assert field.has_changed(initial, "ว1.1ป5/1")
        assert field.has_changed(initial, "ผิด")


def test_a_standard_writes_its_own_code(db):
    GradeFactory()
    assert StandardFactory(strand__area__letter="ส", strand__number=4, number=3).code == "ส 4.3"
