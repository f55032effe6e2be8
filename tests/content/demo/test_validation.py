"""Broken data files: a clear error that names file, record and field, before anything is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from content.demo.district import read_district
from content.demo.management.commands.load_demo import DATA
from content.demo.schema.findings import BrokenData
from content.people.models import User
from content.website.models import HomePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Breaks = Callable[[dict], object]


def change(folder: Path, name: str, breaks: Breaks) -> None:
    path = folder / name
    content = json.loads(path.read_text(encoding="utf-8"))
    breaks(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def problems_of(folder: Path) -> list[tuple[str, str, str]]:
    """File, record and field of each problem."""
    with pytest.raises(BrokenData) as caught:
        read_district(folder)
    return [(problem.place.file, problem.place.record, problem.place.field) for problem in caught.value.problems]


def test_the_projects_own_data_are_whole() -> None:
    district = read_district(DATA)

    assert len(district.of("learning_units")) == 6
    assert len(district.of("forum_threads")) == 32


REMOVED = object()
UNIT, GROUP, MAP, PAGE = "learning_units.0", "focus_groups.0", "mind_maps.0", "one_pages.0"
SCHOOL = "schools.0"


@dataclass(frozen=True)
class Broken:
    """One value of one file made wrong; the problem stands in `field` of the same record, or in that value itself."""

    name: str
    file: str
    path: str
    value: object
    field: str = ""

    def apply(self, content: dict) -> None:
        *way, last = (int(part) if part.isdigit() else part for part in self.path.split("."))
        target = content
        for step in way:
            target = target[step]
        if self.value is REMOVED:
            del target[last]
        else:
            target[last] = self.value

    @property
    def field_of_problem(self) -> str:
        if self.field:
            return self.field
        parts = self.path.split(".")
        if len(parts) > 1 and parts[1].isdigit():
            parts = parts[2:]
        written = "".join(f"[{int(part) + 1}]" if part.isdigit() else f".{part}" for part in parts)
        return written.removeprefix(".")


BROKEN = [
    Broken("missing field", "roles.json", "roles.0.title", REMOVED),
    Broken("unknown field", "roles.json", "roles.0.titel", "ครู"),
    Broken("number as text", "learning_units.json", f"{UNIT}.hours", "20"),
    Broken("true as number", "learning_units.json", f"{UNIT}.unit_no", True),
    Broken("empty text", "learning_units.json", f"{UNIT}.title", " "),
    Broken("text too long", "learning_units.json", f"{UNIT}.title", "ก" * 300),
    Broken("NUL byte", "learning_units.json", f"{UNIT}.big_idea", "ก\x00"),
    Broken("not a list", "learning_units.json", f"{UNIT}.tags", "นก"),
    Broken("null", "learning_units.json", f"{UNIT}.title", None),
    Broken("wrong choice", "one_pages.json", f"{PAGE}.visibility", "all"),
    Broken("unhashable choice", "one_pages.json", f"{PAGE}.visibility", []),
    Broken("Thai slug", "news.json", "news.0.slug", "ข่าว"),
    Broken("repeated slug", "news.json", "news.1.slug", "news-knowledge-bank-open"),
    Broken("unknown role", "news.json", "news.0.author_role", "king"),
    Broken("unknown grade", "learning_units.json", f"{UNIT}.grades", ["ป.5", "ป.9"], "grades[2]"),
    Broken("unknown link", "mind_maps.json", f"{MAP}.related.learning_unit", "unit-x"),
    Broken("impossible date", "news.json", "news.0.published", "2026-02-30"),
    Broken("Buddhist year", "news.json", "news.0.published", "2569-06-10"),
    Broken("after the day of the data", "news.json", "news.0.published", "2027-01-01"),
    Broken("hours of areas", "learning_units.json", f"{UNIT}.learning_areas.0.hours", 1, "learning_areas"),
    Broken("hours of activities", "learning_units.json", f"{UNIT}.activities.0.hours", 9, "activities"),
    Broken("weights of a rubric", "learning_units.json", f"{UNIT}.rubric.0.weight", 1, "rubric"),
    Broken("unknown indicator", "learning_units.json", f"{UNIT}.indicators.0.code", "ว 1.1 ป.5/99"),
    Broken("misspelt indicator", "learning_units.json", f"{UNIT}.indicators.0.code", "ว1.1ป5/1"),
    Broken("indicator of another grade", "learning_units.json", f"{UNIT}.indicators.0.grade", "ป.4"),
    Broken("number of participants", "focus_groups.json", f"{GROUP}.participants_total", 99),
    Broken("score of a need", "focus_groups.json", f"{GROUP}.themes.0.needs.0.score", 7),
    Broken("follow-up before the session", "focus_groups.json", f"{GROUP}.follow_up.0.date", "2026-01-01"),
    Broken("number of nodes", "mind_maps.json", f"{MAP}.node_count", 3),
    Broken("node without a label", "mind_maps.json", f"{MAP}.root.children.0.label", REMOVED),
    Broken("node that is no object", "mind_maps.json", f"{MAP}.root.children.0", "นก"),
    Broken("due before the reflection", "one_pages.json", f"{PAGE}.li.commitments.0.due_date", "2026-01-01"),
    Broken("pupils of a school", "schools.json", f"{SCHOOL}.students.total", 1),
    Broken("short school code", "schools.json", f"{SCHOOL}.obec_code", "123"),
    Broken("code of another school", "schools.json", "schools.1.obec_code", "999901"),
    Broken("level of a standard", "standards.json", "standards.0.indicators.0.demo_level", 5),
    Broken("number of public data", "oit_items.json", "years.0.total", 1),
    Broken("reply before its topic", "forum.json", "threads.0.replies.0.created", "2020-01-01T08:00", "replies"),
    Broken("space of no group", "forum.json", "spaces.3.work_group", REMOVED, "readers"),
    Broken("space of a team for everyone", "forum.json", "spaces.0.team", "team-bua", "readers"),
    Broken("visit before the request", "helper_cases.json", "helper_cases.0.first_visit", "2026-01-01"),
    Broken("type of a note", "notes.json", "notes.0.note_type", "poem"),
    Broken("colour of a team", "staff_teams.json", "teams.0.color", "white"),
    Broken("name of the office", "office.json", "name", REMOVED),
    Broken("page of a menu", "site.json", "menus.header.0.page", "nowhere", "menus.header[1].page"),
    Broken("missing word", "site.json", "wording.measure", REMOVED, "wording"),
    Broken("day of the data", "site.json", "as_of", "yesterday"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name.replace(" ", "_"))
def test_a_problem_names_file_record_and_field(data_folder: Path, broken: Broken) -> None:
    record = record_named(data_folder, broken)
    change(data_folder, broken.file, broken.apply)

    found = problems_of(data_folder)

    assert (broken.file, record, broken.field_of_problem) in found


def record_named(folder: Path, broken: Broken) -> str:
    """How the record is called once it is broken: by its slug or year; files of one record have no name for it."""
    collection, _dot, rest = broken.path.partition(".")
    number = rest.partition(".")[0]
    if broken.file in {"site.json", "office.json"}:
        return ""
    if broken.path.endswith(".slug"):
        return str(broken.value)
    record = json.loads((folder / broken.file).read_text(encoding="utf-8"))[collection][int(number)]
    return str(record.get("slug") or record["fiscal_year"])


UNREADABLE = {
    "not_json": b'{"news": [',
    "not_utf8": b'{"news": "\xff\xfe"}',
    "a_list": b"[]",
    "a_field_twice": b'{"news": [], "news": []}',
    "nested_too_deeply": b"[" * 100_000,
    "empty": b"",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_file_is_named(data_folder: Path, content: bytes) -> None:
    (data_folder / "news.json").write_bytes(content)

    assert ("news.json", "", "") in problems_of(data_folder)


def test_a_missing_file_is_named(data_folder: Path) -> None:
    (data_folder / "schools.json").unlink()

    assert problems_of(data_folder) == [("schools.json", "", "")]


def test_a_missing_folder_names_every_file(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path / "nowhere")) >= 15


def test_all_problems_are_told_at_once(data_folder: Path) -> None:
    change(data_folder, "roles.json", lambda c: c["roles"][0].pop("title"))
    change(data_folder, "news.json", lambda c: c["news"][0].update(published="x"))

    assert {file for file, _record, _field in problems_of(data_folder)} == {"roles.json", "news.json"}


def test_the_command_says_what_is_wrong_and_writes_nothing(data_folder: Path, bare_database: None) -> None:
    change(data_folder, "learning_units.json", lambda c: c["learning_units"][0].update(hours=99))

    with pytest.raises(CommandError) as caught:
        call_command("load_demo", data=data_folder, verbosity=0)

    for part in ("learning_units.json", "unit-thale-noi", "learning_areas"):
        assert part in str(caught.value)
    assert not User.objects.exists()
    assert not HomePage.objects.exists()
