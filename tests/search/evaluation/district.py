"""Our own judged queries over the sample district, by what people come for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from search.documents import SearchDocument
from tests.search.evaluation.judged import AUDIENCE, Judged

if TYPE_CHECKING:
    from collections.abc import Iterator

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
                    facets={"tag": tuple(record.get("tags", ()))},
                )
            )
    return found


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
    lines = (Path(__file__).parent / "district.tsv").read_text(encoding="utf-8").splitlines()
    judged = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        kind, text, *answers = line.split("\t")
        grades = {key: int(grade) for key, _, grade in (answer.rpartition("=") for answer in answers)}
        judged.append(Judged(text, kind, grades))
    return judged
