"""Asking a curriculum for the indicators of codes that people typed, with an answer that helps when it has none."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.taxonomy.codes import IndicatorCodeError, parse_indicator_code, read_parts, shorten, tidy_code
from content.taxonomy.models import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.taxonomy.codes import CodeParts
    from content.taxonomy.models import CurriculumVersion


def find_indicator(text: str, version: CurriculumVersion | str) -> Indicator:
    """The indicator of a leniently written code in one version, or `IndicatorCodeError` naming the nearest codes."""
    try:
        code = parse_indicator_code(text)
    except IndicatorCodeError as error:
        raise _with_nearest(error, text, version) from error
    indicator = Indicator.objects.in_version(version).filter(code=code).select_related("standard", "grade").first()
    if indicator is None:
        raise _unknown(code, version)
    return indicator


def find_indicators(texts: Iterable[str], version: CurriculumVersion | str) -> list[Indicator]:
    """The indicators of many codes in the order given, without doubles; one `ValidationError` names every bad code."""
    errors: list[ValidationError] = []
    codes: list[str] = []
    for text in texts:
        try:
            codes.append(parse_indicator_code(text))
        except IndicatorCodeError as error:
            errors.append(_with_nearest(error, text, version))
    known = Indicator.objects.in_version(version).select_related("standard", "grade").in_bulk_by_code(codes)
    wanted = dict.fromkeys(codes)
    errors.extend(_unknown(code, version) for code in wanted if code not in known)
    if errors:
        raise ValidationError(errors)
    return [known[code] for code in wanted]


def nearest_known_codes(text: str, version: CurriculumVersion | str, limit: int = 5) -> list[str]:
    """
    Codes of the version that somebody may have meant, the likeliest first.

    The same standard counts most, then the area, the grade, and how far away the number is.
    """
    codes = list(Indicator.objects.in_version(version).values_list("code", flat=True))
    wanted = read_parts(text)
    if wanted is None:
        return difflib.get_close_matches(tidy_code(text), codes, n=limit, cutoff=0.5)
    return sorted(codes, key=lambda code: _distance(wanted, read_parts(code)))[:limit]


def _distance(wanted: CodeParts, known: CodeParts) -> tuple[int, int, int, int, str]:
    return (
        (wanted.area != known.area) * 2
        + (wanted.strand != known.strand or wanted.standard != known.standard)
        + (wanted.grade != known.grade),
        wanted.area != known.area,
        _grade_distance(wanted.grade, known.grade),
        abs(wanted.number - known.number),
        str(known),
    )


def _grade_distance(wanted: str, known: str) -> int:
    """Years between two grades such as ป.5 and ม.1; grades of unknown form are far away."""
    places = []
    for grade in (wanted, known):
        stage, _dot, year = grade.partition(".")
        if stage not in "ปม" or not year[:1].isdigit():
            return 20
        places.append(int(year.split("-")[0]) + (6 if stage == "ม" else 0))
    return abs(places[0] - places[1])


def _unknown(code: str, version: CurriculumVersion | str) -> IndicatorCodeError:
    nearest = nearest_known_codes(code, version)
    elsewhere = Indicator.objects.filter(code=code).values_list("curriculum_version__code", flat=True).first()
    params = {"code": code, "version": str(version), "nearest": ", ".join(nearest), "elsewhere": elsewhere}
    if not nearest:
        message = _("Curriculum %(version)s has no indicator %(code)s, and no other indicators yet.")
    elif elsewhere:
        message = _(
            "Curriculum %(version)s has no indicator %(code)s; curriculum %(elsewhere)s has. "
            "The nearest codes are %(nearest)s."
        )
    else:
        message = _("Curriculum %(version)s has no indicator %(code)s. The nearest codes are %(nearest)s.")
    return IndicatorCodeError(message, code="unknown_code", params=params)


def _with_nearest(error: IndicatorCodeError, text: str, version: CurriculumVersion | str) -> ValidationError:
    nearest = nearest_known_codes(text, version) if text.strip() else []
    if not nearest:
        return error
    return IndicatorCodeError(
        _("%(problem)s The nearest codes are %(nearest)s."),
        code=error.code,
        params={"problem": error.messages[0], "nearest": ", ".join(nearest), "text": shorten(text)},
    )
