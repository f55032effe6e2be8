"""The small language in which the shape of the data files is written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from content.demo.schema.findings import Findings, Place

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Field:
    """One value. `check` reports what is wrong with it and never raises."""

    def check(self, value: object, place: Place, found: Findings) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Field):
    max_length: int = 20_000
    blank: bool = False

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, str):
            found.add(place, _("must be text."))
        elif not self.blank and not value.strip():
            found.add(place, _("must not be empty."))
        elif "\x00" in value:
            found.add(place, _("holds a character that cannot be stored."))
        elif len(value) > self.max_length:
            found.add(place, _("is longer than %(count)d characters.") % {"count": self.max_length})


@dataclass(frozen=True)
class Pattern(Field):
    """Text of one form; `example` shows it."""

    pattern: re.Pattern[str]
    example: str

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            message = _("“%(value)s” does not have the form of “%(example)s”.")
            found.add(place, message % {"value": value, "example": self.example})


def slug() -> Pattern:
    return Pattern(SLUG, "unit-thale-noi")


def colour() -> Pattern:
    return Pattern(COLOUR, "#0b5d5b")


@dataclass(frozen=True)
class Whole(Field):
    minimum: int = 0
    maximum: int = 1_000_000

    def check(self, value: object, place: Place, found: Findings) -> None:
        # True and False are integers in Python, never in these files.
        if isinstance(value, bool) or not isinstance(value, int):
            found.add(place, _("must be a whole number."))
        elif not self.minimum <= value <= self.maximum:
            message = _("must lie between %(minimum)d and %(maximum)d.")
            found.add(place, message % {"minimum": self.minimum, "maximum": self.maximum})


class Number(Field):
    def check(self, value: object, place: Place, found: Findings) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            found.add(place, _("must be a number."))


class Flag(Field):
    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, bool):
            found.add(place, _("must be true or false."))


@dataclass(frozen=True)
class Date(Field):
    """An ISO date of the Common Era. What has taken place (`past`) does not lie after the day of the data."""

    past: bool = False

    def check(self, value: object, place: Place, found: Findings) -> None:
        try:
            day = dt.date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None:
            message = _("“%(value)s” is not a date such as 2026-11-22 (year of the Common Era).")
            found.add(place, message % {"value": value})
        elif day.year > 2400:
            message = _("%(value)s is a year of the Buddhist Era; the files hold years of the Common Era.")
            found.add(place, message % {"value": day.year})
        elif self.past and day > found.as_of:
            message = _("%(value)s lies after %(day)s, the day of the data.")
            found.add(place, message % {"value": value, "day": found.as_of.isoformat()})


class Moment(Field):
    def check(self, value: object, place: Place, found: Findings) -> None:
        try:
            dt.datetime.fromisoformat(value)
        except (TypeError, ValueError):
            message = _("“%(value)s” is not a date and time such as 2026-11-22T09:30.")
            found.add(place, message % {"value": value})


@dataclass(frozen=True)
class Choice(Field):
    values: Collection[str]

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, str) or value not in self.values:
            message = _("“%(value)s” is not one of: %(values)s.")
            found.add(place, message % {"value": value, "values": ", ".join(self.values)})


@dataclass(frozen=True)
class Reference(Field):
    """The slug of a record of another collection; resolved once all files have been read."""

    collection: str

    def check(self, value: object, place: Place, found: Findings) -> None:
        if isinstance(value, str) and value:
            found.refer(place, self.collection, value)
        else:
            found.add(place, _("must be text."))


@dataclass(frozen=True)
class Nullable(Field):
    """A value that may be null."""

    inner: Field

    def check(self, value: object, place: Place, found: Findings) -> None:
        if value is not None:
            self.inner.check(value, place, found)


@dataclass(frozen=True)
class ListOf(Field):
    inner: Field
    minimum: int = 0

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, list):
            found.add(place, _("must be a list."))
            return
        if len(value) < self.minimum:
            found.add(place, _("must hold at least %(count)d.") % {"count": self.minimum})
        for number, entry in enumerate(value, start=1):
            self.inner.check(entry, place.item(number), found)


@dataclass(frozen=True)
class MapOf(Field):
    """An object whose keys are one of `keys` (all of them needed) and whose values have one shape."""

    keys: Collection[str]
    inner: Field

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, dict) or set(value) != set(self.keys):
            found.add(place, _("must hold exactly these keys: %(keys)s.") % {"keys": ", ".join(self.keys)})
            return
        for key, entry in value.items():
            self.inner.check(entry, place.at(key), found)


@dataclass(frozen=True)
class Record(Field):
    """An object with `needed` keys and `optional` ones; any other key is a mistake worth hearing of."""

    needed: Mapping[str, Field]
    optional: Mapping[str, Field] = field(default_factory=dict)

    def check(self, value: object, place: Place, found: Findings) -> None:
        if not isinstance(value, dict):
            found.add(place, _("must be an object with named fields."))
            return
        for name, inner in self.needed.items():
            if name in value:
                inner.check(value[name], place.at(name), found)
            else:
                found.add(place.at(name), _("is missing."))
        for name, inner in self.optional.items():
            if name in value:
                inner.check(value[name], place.at(name), found)
        for name in value.keys() - self.needed.keys() - self.optional.keys():
            found.add(place.at(name), _("is not a field of this kind of record."))
