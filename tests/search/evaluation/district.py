"""Our own judged queries over the sample district, by what people come for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from search.documents import SearchDocument
from search.naming import gathered
from search.registry import Name, facet
from tests.search.evaluation.judged import AUDIENCE, Judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.naming import Vocabulary

DATA = Path(__file__).resolve().parents[3] / "content" / "demo" / "data"
FILES = {
    "learning_units": "unit",
    "mind_maps": "map",
    "one_pages": "page",
    "focus_groups": "focus",
    "news": "news",
    "work_groups": "group",
    "staff_teams": "team",
}
FILES_OF_QUERIES = ("district.tsv", "constraints.tsv")
GRADES = {
    f"{stage}.{number}": f"{letter}{number}" for stage, letter in (("ป", "p"), ("ม", "m")) for number in range(1, 7)
}
AREAS = {
    "ภาษาไทย": "thai",
    "คณิตศาสตร์": "math",
    "วิทยาศาสตร์และเทคโนโลยี": "science",
    "สังคมศึกษา ศาสนา และวัฒนธรรม": "social",
    "สุขศึกษาและพลศึกษา": "health",
    "ศิลปะ": "art",
    "การงานอาชีพ": "career",
    "ภาษาต่างประเทศ": "foreign",
}
# Keys and codes of the files; people do not read them.
UNREAD = {"slug", "id", "color", "source", "visibility", "related", "license", "license_code", "status", "source_ref"}


def documents() -> list[SearchDocument]:
    found = []
    for name, prefix in FILES.items():
        content = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
        records = next(value for value in content.values() if isinstance(value, list) and isinstance(value[0], dict))
        for record in records:
            title = record.get("title") or record["name"]
            found.append(
                SearchDocument(
                    key=f"{prefix}:{record['slug']}",
                    kind=prefix,
                    title=title,
                    url=f"/{record['slug']}/",
                    audience=AUDIENCE,
                    body="\n".join(text for text in _texts(record) if text != title),
                    facts=tuple(record.get("grades", ())),
                    facets=_facets(record),
                )
            )
    return found


def _facets(record: dict) -> dict[str, tuple[str, ...]]:
    areas = (AREAS[area["name"] if isinstance(area, dict) else area] for area in record.get("learning_areas", ()))
    return {
        "tag": tuple(record.get("tags", ())),
        "grade": tuple(GRADES[code] for code in record.get("grades", ()) if code in GRADES),
        "area": tuple(areas),
        "hours": (str(record["hours"]),) if record.get("hours") else (),
        "group": (record["work_group"],) if record.get("work_group") else (),
        "year": (str(int(record["published"][:4]) + 543),) if record.get("category") else (),
    }


def vocabulary() -> Vocabulary:
    """What people call the filters' values, as the apps of the site register it."""
    # Models may be imported only once the apps are loaded, which the judging itself does not need.
    from content.focus_groups.searchable import FocusGroupSource
    from content.knowledge.searchable import CALLED
    from content.mindmaps.searchable import MindMapSource
    from content.reflections.searchable import ReflectionSource
    from content.units.searchable import LearningUnitSource
    from content.website.searchable import NewsSource

    kinds = {"unit": LearningUnitSource, "map": MindMapSource, "page": ReflectionSource, "focus": FocusGroupSource}
    groups = json.loads((DATA / "work_groups.json").read_text(encoding="utf-8"))["work_groups"]
    names = {
        "kind": [Name(kind, name) for kind, source in kinds.items() for name in source.also_called]
        + [Name("news", name) for name in NewsSource.also_called],
        "grade": [Name(slug, code) for code, slug in GRADES.items()],
        "area": [Name(slug, name) for name, slug in AREAS.items()]
        + [Name(slug, *called) for slug, all_called in CALLED.items() for called in all_called],
        "group": [Name(group["slug"], group["name"]) for group in groups],
        "year": [],
    }
    return gathered(replace(facet(name), names=lambda found=found: found) for name, found in names.items())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in UNREAD:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def queries() -> list[Judged]:
    here = Path(__file__).parent
    lines = [line for name in FILES_OF_QUERIES for line in (here / name).read_text(encoding="utf-8").splitlines()]
    judged = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        kind, text, *answers = line.split("\t")
        grades = {key: int(grade) for key, _, grade in (answer.rpartition("=") for answer in answers)}
        judged.append(Judged(text, kind, grades))
    return judged
