"""
The data of a sample district, read and checked as a whole before anything is written.

`read_district` answers the district or raises `BrokenData` with every problem of every file.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.demo.schema.crosschecks import check_district, check_record
from content.demo.schema.files import FILES, OFFICE_FILE, SINGLE_RECORDS, SITE_FILE
from content.demo.schema.findings import BrokenData, Findings, Place
from content.demo.schema.site_checks import page_slugs
from content.demo.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from content.demo.schema.files import Collection, DataFile

    Data = dict[str, object]

LARGEST_FILE = 5 * 1024 * 1024
# How people write a pillar in the files, and its address word.
PILLARS = {"พัฒนาระบบ": "system", "พัฒนาคน": "people", "พัฒนางาน": "work"}


@dataclass(frozen=True)
class District:
    """`records` by collection name; `values` are the single values of the files by file name."""

    site: Data
    office: Data
    records: Mapping[str, list[Data]]
    values: Mapping[str, Data]

    def of(self, collection: str) -> list[Data]:
        return self.records[collection]

    def find(self, collection: str, slug: str) -> Data:
        return next(record for record in self.records[collection] if record["slug"] == slug)


class RepeatedKey(ValueError):
    """An object in a JSON file names one field twice; the second would silently win."""


def read_district(folder: Path) -> District:
    """Read and check all files of `folder`."""
    found = Findings()
    single = {name: read_file(folder, name, found) for name in SINGLE_RECORDS}
    found.as_of = _day_of(single[SITE_FILE])
    for name, shape in SINGLE_RECORDS.items():
        if single[name] is not None:
            shape.check(single[name], Place(name), found)
    records: dict[str, list[Data]] = {}
    values: dict[str, Data] = {}
    for data_file in FILES:
        content = read_file(folder, data_file.name, found)
        if content is not None:
            _check_file(data_file, content, records, values, found)
    if not found.problems:
        district = District(single[SITE_FILE], single[OFFICE_FILE], records, values)
        _resolve(district, found)
        check_district(district, found)
    if found.problems:
        raise BrokenData(found.problems)
    return district


def _day_of(site: Data | None) -> dt.date:
    try:
        return dt.date.fromisoformat(site["as_of"])
    except (KeyError, TypeError, ValueError):
        # The check of site.json says what is wrong with it.
        return dt.date.max


def read_file(folder: Path, name: str, found: Findings) -> Data | None:
    """The object in a JSON file, or None where there is none; the reason is among the findings."""
    place = Place(name)
    try:
        raw = (folder / name).read_bytes()
        if len(raw) > LARGEST_FILE:
            found.add(place, _("is larger than %(count)d megabytes.") % {"count": LARGEST_FILE // 1024 // 1024})
            return None
        content = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object_of)
    except FileNotFoundError:
        found.add(place, _("The file is missing."))
    except OSError as error:
        found.add(place, _("The file cannot be read: %(reason)s.") % {"reason": error.strerror})
    except UnicodeDecodeError as error:
        found.add(place, _("The file is not UTF-8 text (byte %(position)d).") % {"position": error.start})
    except json.JSONDecodeError as error:
        message = _("The file is not JSON: something is wrong in line %(line)d, column %(column)d.")
        found.add(place, message % {"line": error.lineno, "column": error.colno})
    except RepeatedKey as error:
        found.add(place, _("The field “%(field)s” stands twice in one record.") % {"field": error})
    except RecursionError:
        found.add(place, _("The file nests its values too deeply."))
    else:
        if isinstance(content, dict):
            return content
        found.add(place, _("must be an object with named fields."))
    return None


def _object_of(pairs: list[tuple[str, object]]) -> Data:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _value in pairs]
        raise RepeatedKey(next(name for name in names if names.count(name) > 1))
    return content


def _check_file(
    data_file: DataFile,
    content: Data,
    records: dict[str, list[Data]],
    values: dict[str, Data],
    found: Findings,
) -> None:
    place = Place(data_file.name)
    for name, collection in data_file.collections.items():
        entries = content.get(name)
        records[collection.name] = entries if isinstance(entries, list) else []
        if isinstance(entries, list):
            _check_records(collection, entries, place, found)
        else:
            found.add(place.at(name), _("must be a list."))
    for name, shape in data_file.values.items():
        if name in content:
            shape.check(content[name], place.at(name), found)
        else:
            found.add(place.at(name), _("is missing."))
    for name in content.keys() - data_file.collections.keys() - data_file.values.keys():
        found.add(place.at(name), _("is not a field of this file."))
    values[data_file.name] = content


def _check_records(collection: Collection, entries: list[object], place: Place, found: Findings) -> None:
    seen: set[object] = set()
    for number, entry in enumerate(entries, start=1):
        key = entry.get(collection.key) if isinstance(entry, dict) else None
        where = place.of(str(key) if isinstance(key, str | int) else f"#{number}")
        before = len(found.problems)
        collection.shape.check(entry, where, found)
        if isinstance(key, str | int):
            if key in seen:
                found.add(where.at(collection.key), _("stands twice in this file."))
            seen.add(key)
        if len(found.problems) == before:
            check_record(collection.name, entry, where, found)


def _resolve(district: District, found: Findings) -> None:
    """Report each reference to a record that does not exist."""
    known = known_names(district)
    for place, collection, slug in found.references:
        if slug not in known[collection]:
            found.add(place, _("“%(slug)s” does not exist.") % {"slug": slug})


def known_names(district: District) -> dict[str, set[str]]:
    """The names that records may refer to, by collection."""
    known = {name: {record.get("slug") for record in records} for name, records in district.records.items()}
    known.update(read_vocabulary().names)
    known["information_systems"] = {system["code"] for system in district.office["information_systems"]}
    known["site_pages"] = page_slugs(district.site)
    known["pillars"] |= PILLARS.keys()
    return known
