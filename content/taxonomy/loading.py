"""
Loading the taxonomy from JSON files into the database: all of it or nothing, and twice the same as once.

A folder may hold grades.json, terms.json, curriculum_*.json and indicators_*.json; the project's own files in
content/taxonomy/data show their shape.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.taxonomy.codes import IndicatorCodeError, parse_indicator_code, read_parts
from content.taxonomy.models import (
    Competency,
    CurriculumVersion,
    DesiredCharacteristic,
    Grade,
    HonestSchoolTrait,
    Indicator,
    LearningArea,
    Pillar,
    Standard,
    Strand,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

DATA_FOLDER = Path(__file__).parent / "data"
TERMS: dict[str, type[Model]] = {
    "competencies": Competency,
    "desired_characteristics": DesiredCharacteristic,
    "honest_school_traits": HonestSchoolTrait,
    "pillars": Pillar,
}


KINDS = {
    str: gettext_lazy("a text"),
    int: gettext_lazy("a whole number"),
    list: gettext_lazy("a list"),
    dict: gettext_lazy("an object"),
}


class TaxonomyDataError(Exception):
    """A data file is wrong; the message names file and record."""


class Record:
    """One JSON object with its place, so that every complaint about it names file and record."""

    def __init__(self, data: object, file: str, place: str) -> None:
        self.file = file
        self.place = place
        if not isinstance(data, dict):
            raise self.error(_("an object with named fields is expected here"))
        self.data: dict[str, Any] = data

    def error(self, problem: str) -> TaxonomyDataError:
        return TaxonomyDataError(f"{self.file}: {self.place}: {problem}")

    def get(self, name: str, kind: type, default: object = None) -> Any:
        value = self.data.get(name, default)
        # In Python True is a whole number; in a data file it is a mistake.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            if name not in self.data:
                raise self.error(_("“%(name)s” is missing") % {"name": name})
            raise self.error(_("“%(name)s” must be %(kind)s") % {"name": name, "kind": KINDS[kind]})
        return value

    def records(self, name: str, key: str) -> Iterator[Record]:
        """The objects of a list, each named by its position and the value of `key`."""
        for index, item in enumerate(self.get(name, list), start=1):
            label = f" ({item[key]})" if isinstance(item, dict) and key in item else ""
            yield Record(item, self.file, f"{name} {index}{label}")


class Loader:
    """Writes records and counts what was created, updated and left as it was."""

    def __init__(self, *, only_new: bool) -> None:
        self.only_new = only_new
        self.counts: Counter[str] = Counter()

    def save(self, record: Record, model: type[Model], key: dict[str, object], **values: object) -> Any:
        found = model._default_manager.filter(**key).first()
        if found and (self.only_new or all(getattr(found, name) == value for name, value in values.items())):
            self.counts["unchanged"] += 1
            return found
        thing = found or model(**key)
        for name, value in values.items():
            setattr(thing, name, value)
        try:
            thing.full_clean()
        except ValidationError as error:
            raise record.error("; ".join(error.messages)) from error
        thing.save()
        self.counts["updated" if found else "created"] += 1
        return thing

    def load_grades(self, file: Record) -> None:
        for item in file.records("grades", "code"):
            self.save(
                item,
                Grade,
                {"code": item.get("code", str)},
                slug=item.get("slug", str),
                name=item.get("name", str),
                level=item.get("level", str),
                order=item.get("order", int),
            )

    def load_terms(self, file: Record) -> None:
        for name, model in TERMS.items():
            for item in file.records(name, "slug"):
                key = {"slug": item.get("slug", str)}
                self.save(item, model, key, name=item.get("name", str), order=item.get("order", int))

    def load_curriculum(self, file: Record) -> None:
        about = Record(file.get("version", dict), file.file, "version")
        version = self.save(
            about,
            CurriculumVersion,
            {"code": about.get("code", str)},
            name=about.get("name", str),
            valid_from=about.get("valid_from", int),
            note=about.get("note", str, ""),
        )
        for item in file.records("learning_areas", "letter"):
            area = self.save(
                item,
                LearningArea,
                {"letter": item.get("letter", str)},
                slug=item.get("slug", str),
                name=item.get("name", str),
                name_en=item.get("name_en", str, ""),
                order=item.get("order", int),
            )
            for part in item.records("strands", "name"):
                self._load_strand(part, version, area)

    def _load_strand(self, item: Record, version: CurriculumVersion, area: LearningArea) -> None:
        key = {"curriculum_version": version, "area": area, "number": item.get("number", int)}
        strand = self.save(item, Strand, key, name=item.get("name", str))
        for code in item.get("standards", list):
            parts = read_parts(code) if isinstance(code, str) else None
            if parts is None or (parts.area, parts.strand) != (area.letter, strand.number) or str(parts) != code:
                raise item.error(
                    _("“%(code)s” is not a standard of strand %(strand)s")
                    % {"code": code, "strand": f"{area.letter} {strand.number}"}
                )
            self.save(item, Standard, {"strand": strand, "number": parts.standard})

    def load_indicators(self, file: Record) -> None:
        version_code = file.get("curriculum_version", str)
        version = CurriculumVersion.objects.filter(code=version_code).first()
        if version is None:
            raise file.error(_("there is no curriculum version “%(code)s”") % {"code": version_code})
        seen: set[str] = set()
        for item in file.records("indicators", "code"):
            try:
                code = parse_indicator_code(item.get("code", str))
            except IndicatorCodeError as error:
                raise item.error(error.messages[0]) from error
            if code in seen:
                raise item.error(_("this code stands in the file twice"))
            seen.add(code)
            self.save(
                item,
                Indicator,
                {"curriculum_version": version, "code": code},
                text=item.get("text", str),
                kind=item.get("kind", str, ""),
                checked=item.get("seen", str, Indicator.Checked.NONE),
            )


def load_taxonomy(
    folder: Path = DATA_FOLDER, *, only_new: bool = False, report: Callable[[str], object] = lambda line: None
) -> Counter[str]:
    """
    Load every file of the folder in one transaction; `TaxonomyDataError` leaves the database as it was.

    What stands in the files replaces what editors changed, unless `only_new` is set: then existing records are kept.
    """
    loader = Loader(only_new=only_new)
    with transaction.atomic():
        for path, load in _files(folder, loader):
            before = loader.counts.copy()
            load(_read(path))
            report(f"{path.name}: {in_words(loader.counts - before)}")
    return loader.counts


def in_words(counts: Counter[str]) -> str:
    return _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged") % {
        word: counts[word] for word in ("created", "updated", "unchanged")
    }


def _files(folder: Path, loader: Loader) -> list[tuple[Path, Callable[[Record], None]]]:
    """The files in the order in which they need each other."""
    patterns = {
        "grades.json": loader.load_grades,
        "terms.json": loader.load_terms,
        "curriculum_*.json": loader.load_curriculum,
        "indicators_*.json": loader.load_indicators,
    }
    found = [(path, load) for pattern, load in patterns.items() for path in sorted(folder.glob(pattern))]
    strangers = {path.name for path in folder.glob("*.json")} - {path.name for path, _load in found}
    if strangers:
        names = ", ".join(sorted(strangers))
        raise TaxonomyDataError(_("%(folder)s: unknown files: %(names)s") % {"folder": folder, "names": names})
    if not found:
        raise TaxonomyDataError(_("%(folder)s: this folder has no taxonomy file") % {"folder": folder})
    return found


def _read(path: Path) -> Record:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        problem = _("line %(line)d is not valid JSON") % {"line": error.lineno}
        raise TaxonomyDataError(f"{path.name}: {problem} ({error.msg})") from error
    except (OSError, UnicodeDecodeError) as error:
        problem = _("the file cannot be read")
        raise TaxonomyDataError(f"{path.name}: {problem} ({error})") from error
    return Record(data, path.name, "file")
