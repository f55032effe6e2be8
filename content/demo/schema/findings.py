"""What is wrong with the data, said so that a person can mend it: which file, which record, which field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Place:
    """A spot in the data: `focus_groups.json`, record `fg-teachers`, field `themes[2].needs[1].score`."""

    file: str
    record: str = ""
    field: str = ""

    def of(self, record: str) -> Place:
        return replace(self, record=record)

    def at(self, name: str) -> Place:
        return replace(self, field=f"{self.field}.{name}" if self.field else name)

    def item(self, number: int) -> Place:
        """The list entry `number`, counted from one as people count."""
        return replace(self, field=f"{self.field}[{number}]")


@dataclass(frozen=True)
class Problem:
    place: Place
    message: str

    def __str__(self) -> str:
        values = {
            "file": self.place.file,
            "record": self.place.record,
            "field": self.place.field,
            "message": self.message,
        }
        if self.place.record and self.place.field:
            return _("%(file)s, record “%(record)s”, field “%(field)s”: %(message)s") % values
        if self.place.record:
            return _("%(file)s, record “%(record)s”: %(message)s") % values
        if self.place.field:
            return _("%(file)s, field “%(field)s”: %(message)s") % values
        return _("%(file)s: %(message)s") % values


@dataclass
class Findings:
    """
    Collects problems and the references that can only be resolved once every file has been read.

    `as_of` is the day on which the data was true; what has taken place cannot lie after it. It is stated by the data,
    so that a machine whose clock is wrong can still load them.
    """

    as_of: dt.date = dt.date.max
    problems: list[Problem] = field(default_factory=list)
    references: list[tuple[Place, str, str]] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def refer(self, place: Place, collection: str, slug: str) -> None:
        self.references.append((place, collection, slug))


class BrokenData(Exception):
    """The data cannot be loaded; `problems` names every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
