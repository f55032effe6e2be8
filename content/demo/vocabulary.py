"""The names that records may use of the taxonomy, from the files that `load_taxonomy` loads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from content.taxonomy.loading import DATA_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Vocabulary:
    """Names by collection, and the codes of the indicators by curriculum version."""

    names: Mapping[str, frozenset[str]]
    indicators: Mapping[str, frozenset[str]]


@cache
def read_vocabulary() -> Vocabulary:
    terms, grades = _read("terms.json"), _read("grades.json")["grades"]
    names = {
        "competencies": {term["name"] for term in terms["competencies"]},
        "characteristics": {term["name"] for term in terms["desired_characteristics"]},
        "honest_traits": {term["name"] for term in terms["honest_school_traits"]},
        "pillars": {term["slug"] for term in terms["pillars"]},
        "grades": {grade["code"] for grade in grades},
        "learning_areas": set(),
        "curriculum_versions": set(),
    }
    for path in sorted(DATA_FOLDER.glob("curriculum_*.json")):
        curriculum = _read(path.name)
        names["curriculum_versions"].add(curriculum["version"]["code"])
        names["learning_areas"] |= {area["letter"] for area in curriculum.get("learning_areas", ())}
    indicators = {}
    for path in sorted(DATA_FOLDER.glob("indicators_*.json")):
        content = _read(path.name)
        indicators[content["curriculum_version"]] = frozenset(row["code"] for row in content["indicators"])
    return Vocabulary({name: frozenset(values) for name, values in names.items()}, indicators)


def _read(name: str) -> dict:
    return json.loads((DATA_FOLDER / name).read_text(encoding="utf-8"))
