"""load_taxonomy: repeatable, and all or nothing."""

from __future__ import annotations

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from content.taxonomy.loading import DATA_FOLDER, TaxonomyDataError, load_taxonomy
from content.taxonomy.models import (
    Competency,
    CurriculumVersion,
    Grade,
    Indicator,
    LearningArea,
    Pillar,
    Standard,
    Strand,
)

pytestmark = pytest.mark.django_db
MODELS = [Competency, CurriculumVersion, Grade, Indicator, LearningArea, Pillar, Standard, Strand]

GRADE_SLUGS = ["a1", "a2", "a3", "p1", "p2", "p3", "p4", "p5", "p6", "m1", "m2", "m3"]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA_FOLDER, tmp_path / "data")
    return tmp_path / "data"


def rewrite(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def count_all():
    return {model.__name__: model.objects.count() for model in MODELS}


def test_the_projects_own_files_are_loaded_whole():
    load_taxonomy()
    assert list(LearningArea.objects.values_list("letter", flat=True)) == list("ทควสพศงต")
    assert LearningArea.objects.get(letter="ว").slug == "science"
    assert list(Grade.objects.values_list("slug", flat=True)) == GRADE_SLUGS
    assert list(Pillar.objects.values_list("slug", "name")) == [("system", "ระบบ"), ("people", "คน"), ("work", "งาน")]
    assert Competency.objects.count() == 5
    assert Indicator.objects.in_version("2551-2560").count() == 52
    assert Indicator.objects.get(code="ว 1.1 ป.5/3").checked == Indicator.Checked.TEXT
    assert Standard.objects.count() == 55
    assert set(CurriculumVersion.objects.values_list("code", flat=True)) >= {"2551-2560"}


def test_loading_twice_creates_and_changes_nothing():
    load_taxonomy()
    before = count_all()
    counts = load_taxonomy()
    assert count_all() == before
    assert (counts["created"], counts["updated"]) == (0, 0)


def test_what_changed_in_the_files_is_updated(folder):
    load_taxonomy()
    rewrite(folder / "grades.json", lambda data: data["grades"][7].update(name="ชั้นใหม่"))
    counts = load_taxonomy(folder)
    assert (counts["created"], counts["updated"]) == (0, 1)
    assert Grade.objects.get(code="ป.5").name == "ชั้นใหม่"


def test_what_editors_changed_is_kept_when_only_new_records_are_wanted():
    load_taxonomy()
    Indicator.objects.filter(code="ว 1.1 ป.5/3").update(text="แก้ไขแล้ว")
    Pillar.objects.get(slug="work").delete()
    counts = load_taxonomy(only_new=True)
    assert Indicator.objects.get(code="ว 1.1 ป.5/3").text == "แก้ไขแล้ว"
    assert counts["created"] == 1


def drop_name(data):
    del data["indicators"][3]["text"]


def wrong_code(data):
    data["indicators"][0]["code"] = "ว 9.9 ป.5/1"


def dirty_code(data):
    data["indicators"][0]["code"] = "ท๑.๑ป๕/๕"


def no_such_standard(data):
    data["indicators"][0]["code"] = "ง 2.4 ป.5/1"


def double_code(data):
    data["indicators"].append(data["indicators"][0])


def unknown_state(data):
    data["indicators"][5]["seen"] = "maybe"


def unknown_version(data):
    data["curriculum_version"] = "2600"


def not_a_list(data):
    data["indicators"] = {"code": "ว 1.1 ป.5/1"}


def not_a_record(data):
    data["indicators"][2] = "ว 1.1 ป.5/1"


@pytest.mark.parametrize(
    ("breakage", "place"),
    [
        (drop_name, "indicators 4 ("),
        (wrong_code, "indicators 1 (ว 9.9 ป.5/1)"),
        (no_such_standard, "indicators 1 (ง 2.4 ป.5/1)"),
        (double_code, "indicators 53 ("),
        (unknown_state, "indicators 6 ("),
        (unknown_version, "2600"),
        (not_a_list, "file: “indicators”"),
        (not_a_record, "indicators 3"),
    ],
)
def test_broken_data_names_file_and_record_and_changes_nothing(folder, breakage, place):
    rewrite(folder / "indicators_2551-2560.json", breakage)
    before = count_all()
    with pytest.raises(TaxonomyDataError) as caught:
        load_taxonomy(folder)
    assert str(caught.value).startswith("indicators_2551-2560.json: ")
    assert place in str(caught.value)
    assert count_all() == before


def test_a_lenient_code_in_a_file_is_stored_strictly_and_found_again(folder):
    rewrite(folder / "indicators_2551-2560.json", dirty_code)
    load_taxonomy(folder)
    assert Indicator.objects.filter(code="ท 1.1 ป.5/5").exists()
    assert load_taxonomy(folder)["created"] == 0


@pytest.mark.parametrize(
    ("name", "change", "place"),
    [
        ("grades.json", lambda data: data["grades"][0].update(order=True), "grades 1 (อ.1)"),
        ("grades.json", lambda data: data["grades"][0].update(slug="อ1"), "grades 1 (อ.1)"),
        ("grades.json", lambda data: data["grades"][1].update(slug="a1"), "grades 2 (อ.2)"),
        ("terms.json", lambda data: data["pillars"][0].update(name=""), "pillars 1 (system)"),
        ("terms.json", lambda data: data.pop("pillars"), "pillars"),
        (
            "curriculum_2551-2560.json",
            lambda data: data["learning_areas"][0]["strands"][0].update(standards=["ท 2.1"]),
            "strands 1 (การอ่าน)",
        ),
        ("curriculum_2551-2560.json", lambda data: data["version"].update(valid_from=2561), "version"),
    ],
)
def test_other_broken_files_are_named_too(folder, name, change, place):
    rewrite(folder / name, change)
    with pytest.raises(TaxonomyDataError) as caught:
        load_taxonomy(folder)
    assert str(caught.value).startswith(f"{name}: ")
    assert place in str(caught.value)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b"null"])
def test_a_file_that_is_not_json_of_the_right_shape_is_named(folder, content):
    (folder / "grades.json").write_bytes(content)
    with pytest.raises(TaxonomyDataError, match=r"^grades\.json: "):
        load_taxonomy(folder)


def test_an_unknown_file_and_an_empty_folder_are_refused(folder, tmp_path):
    (folder / "graeds.json").write_text("{}")
    with pytest.raises(TaxonomyDataError, match="graeds"):
        load_taxonomy(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(TaxonomyDataError, match="empty"):
        load_taxonomy(tmp_path / "empty")


def test_the_command_reports_each_file_and_the_sum():
    out = StringIO()
    with translation.override("en"):
        call_command("load_taxonomy", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "grades.json: 12 created, 0 updated, 0 unchanged"
    assert lines[-1] == "Taxonomy: 182 created, 0 updated, 0 unchanged."
    quiet = StringIO()
    call_command("load_taxonomy", stdout=quiet, verbosity=0)
    assert quiet.getvalue() == ""


def test_the_command_turns_broken_data_into_one_clear_sentence(folder):
    (folder / "grades.json").write_text("{")
    with pytest.raises(CommandError, match=r"^grades\.json: .*1"):
        call_command("load_taxonomy", folder=folder)
    assert not Grade.objects.exists()
