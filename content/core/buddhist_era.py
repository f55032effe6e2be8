"""
Form fields for years and dates of the Buddhist era. Everything is stored in the Common Era (CE).

Dates are typed, not picked: a browser's own date picker shows years of the Common Era or of the Buddhist era, as the
device is set, so that a person cannot know which of the two a year means. The text field shows พ.ศ. and reads all the
ways people write a date.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import DateBlock

from themes.thai_dates import MONTHS, SHORT_MONTHS, buddhist_year, common_era_year, thai_date

# Above this a year can only be of the Buddhist era: 2400 B.E. is 1857.
LAST_COMMON_ERA_YEAR = 2400
FIRST_YEAR, LAST_YEAR = 1900, 2199

# The dots of a month's short name are left away by some.
MONTH_NUMBERS = {
    name.replace(".", ""): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)
}
YEAR = re.compile(r"(?:ปี)? ?(?P<year>[0-9]+)")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2}) ?[/.\-] ?(?P<month>[0-9]{1,2}) ?[/.\-] ?(?P<year>[0-9]+)")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4}) ?[/.\-] ?(?P<month>[0-9]{1,2}) ?[/.\-] ?(?P<day>[0-9]{1,2})")
MONTH_NAMED = re.compile(r"(?:วันที่)? ?(?P<day>[0-9]{1,2}) ?(?P<name>[ก-๎]+(?: ?\. ?[ก-๎]+)*) ?\.? ?(?P<year>[0-9]+)")
ERA_SIGN = re.compile(r"(?:^|(?<=[ ./\-0-9])|(?<=ปี))(?P<era>[พค]) ?\.? ?ศ ?\.? ?(?=[0-9]+$)")


def parse_year(text: str) -> int:
    """The CE year of a year written in พ.ศ. or ค.ศ., or `ValidationError`."""
    tidy, era = _without_era(_tidy(text))
    match = YEAR.fullmatch(tidy)
    if match is None:
        raise ValidationError(_("Enter a year in four digits, for example 2569."), code="invalid")
    return _common_era(match["year"], era)


def parse_date(text: str) -> datetime.date:
    """The date of `22/11/2569`, `22 พ.ย. 2569`, `22 พฤศจิกายน พ.ศ. ๒๕๖๙` or `2026-11-22`, or `ValidationError`."""
    tidy, era = _without_era(_tidy(text))
    month = 0
    if match := DAY_FIRST.fullmatch(tidy) or YEAR_FIRST.fullmatch(tidy):
        month = int(match["month"])
    elif match := MONTH_NAMED.fullmatch(tidy):
        month = MONTH_NUMBERS.get(re.sub(r"[ .]", "", match["name"]), 0)
    if match is None or (not month and "name" in match.groupdict()):
        raise ValidationError(
            _("“%(text)s” is not a date. Write it like 22/11/2569 or 22 พ.ย. 2569."),
            code="invalid",
            params={"text": text.strip()[:40]},
        )
    year = _common_era(match["year"], era)
    try:
        return datetime.date(year, month, int(match["day"]))
    except ValueError as error:
        raise ValidationError(
            _("The calendar has no such day: %(text)s."), code="no_such_day", params={"text": text.strip()[:40]}
        ) from error


def _without_era(text: str) -> tuple[str, str]:
    """The text without พ.ศ. or ค.ศ. before the year, and the letter of the era that stood there."""
    match = ERA_SIGN.search(text)
    return (text[: match.start()] + text[match.end() :], match["era"]) if match else (text, "")


def _common_era(digits: str, era: str) -> int:
    if len(digits) != 4:
        raise ValidationError(
            _("Write the year in four digits, for example 2569: “%(year)s” may mean พ.ศ. or ค.ศ."),
            code="ambiguous_year",
            params={"year": digits[:10]},
        )
    year = int(digits)
    is_buddhist = year > LAST_COMMON_ERA_YEAR
    if era and is_buddhist != (era == "พ"):
        raise ValidationError(
            _("%(era)s %(year)s: the era and the year do not fit together."),
            code="wrong_era",
            params={"era": f"{era}.ศ.", "year": digits},
        )
    common_era = common_era_year(year) if is_buddhist else year
    if not FIRST_YEAR <= common_era <= LAST_YEAR:
        raise ValidationError(
            _("The year must lie between พ.ศ. %(first)s and พ.ศ. %(last)s."),
            code="year_out_of_range",
            params={"first": buddhist_year(FIRST_YEAR), "last": buddhist_year(LAST_YEAR)},
        )
    return common_era


def _tidy(text: str) -> str:
    """The text with Arabic digits, single spaces and no invisible characters."""
    characters = []
    for character in unicodedata.normalize("NFC", text[:100]):
        category = unicodedata.category(character)
        if category == "Nd":
            characters.append(str(unicodedata.digit(character)))
        elif character.isspace():
            characters.append(" ")
        elif category not in {"Cf", "Cc"}:
            characters.append(character)
    return " ".join("".join(characters).split())


class BuddhistYearField(forms.Field):
    """A year typed in พ.ศ. or ค.ศ. with Arabic or Thai digits; the value is CE, the field shows พ.ศ."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20, "size": 8}))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values or not str(value).strip():
            return None
        return parse_year(str(value))

    def prepare_value(self, value: object) -> object:
        # A whole number comes from the database; what was typed comes back as text and stays as it was typed.
        if isinstance(value, int) and value <= LAST_COMMON_ERA_YEAR:
            return buddhist_year(value)
        return value


class CommonEraYearField(models.SmallIntegerField):
    """A CE year whose form field shows and accepts พ.ศ."""

    default_validators = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]

    def formfield(self, **kwargs: object) -> forms.Field:
        # A plain Field: Django's number input would hide what was typed in Thai digits.
        return models.Field.formfield(self, **{"form_class": BuddhistYearField, **kwargs})


class BuddhistDateInput(forms.TextInput):
    """Shows a date as 22/11/2569."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": 60, **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        if isinstance(value, datetime.date):
            return thai_date(value, "numeric")
        return super().format_value(value)


class BuddhistDateField(forms.DateField):
    """A date typed as 22/11/2569, 22 พ.ย. 2569, 22 พฤศจิกายน 2569 or 2026-11-22; two-digit years are refused."""

    widget = BuddhistDateInput

    def to_python(self, value: object) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        return parse_date(str(value)) if str(value).strip() else None


class BuddhistDateBlock(DateBlock):
    """Wagtail's date block with the field above."""

    @property
    def field(self) -> BuddhistDateField:
        options = {name: value for name, value in self.field_options.items() if name != "input_formats"}
        return BuddhistDateField(**options)
