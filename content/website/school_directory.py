"""What the school directory and a school's page show, as plain values for the templates."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from content.core.blocks.links import check_web_address
from content.core.paging import pagination
from content.people.models import School, StudentCount
from content.taxonomy.models import Grade
from content.taxonomy.names import thai_sort_key
from content.website.knowledge import newest_items
from content.website.phones import phone_url
from content.website.talk import latest_talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from content.website.models import SchoolIndexPage, SchoolPage

SCHOOLS_ON_A_PAGE = 40
LONGEST_VALUE = 120
ITEMS_SHOWN = 6
CODE_PLACE = "{ministry_code}"


def school_list_context(index: SchoolIndexPage, request: HttpRequest) -> dict[str, object]:
    """One page of the schools that match the filters of the address, and the choices of each filter."""
    chosen = {name: request.GET.get(name, "")[:LONGEST_VALUE] for name in ("q", "district", "size", "network")}
    # The page models of this app read this module.
    visible = apps.get_model("website", "SchoolPage").objects.child_of(index).visible_to(request.user)
    narrowed = {name: value for name, value in chosen.items() if name != "q"}
    found = visible.matching(chosen["q"]).narrowed(narrowed).select_related("school").defer_streamfields()
    page = Paginator(found.order_by("sort_key", "pk"), SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "schools": [school_row(school_page, request) for school_page in page],
        "total": page.paginator.count,
        "q": chosen["q"],
        "choices": filter_choices(visible, chosen),
        "is_filtered": any(chosen.values()),
        "pagination": pagination(page, chosen),
    }


def school_row(page: SchoolPage, request: HttpRequest) -> dict[str, object]:
    school = page.school
    return {
        "title": page.title,
        "url": page.get_url(request),
        "district": school.district,
        "network": school.network,
        "levels": school.levels,
        "size": school.get_size_display(),
        "strengths": [str(strength) for strength in school.strengths],
    }


def filter_choices(visible, chosen: dict[str, str]) -> list[dict[str, object]]:
    """The values that occur among the visible schools. One query for all three filters."""
    rows = list(visible.order_by().values_list("school__district", "school__size", "school__network").distinct())
    districts, sizes, networks = ({row[column] for row in rows} - {""} for column in range(3))
    size_labels = [(value, label) for value, label in School.Size.choices if value in sizes]
    filters = (
        ("district", _("District"), [(value, value) for value in sorted(districts, key=thai_sort_key)]),
        ("size", _("Size"), size_labels),
        ("network", _("School network"), [(value, value) for value in sorted(networks, key=thai_sort_key)]),
    )
    return [
        {
            "name": name,
            "label": label,
            "options": [{"value": value, "label": text, "selected": value == chosen[name]} for value, text in options],
        }
        for name, label, options in filters
    ]


def school_context(page: SchoolPage, request: HttpRequest) -> dict[str, object]:
    school = page.school
    students = student_table(school)
    return {
        "school": school,
        "facts": _facts(school, students),
        "codes": _codes(school),
        "phone_url": phone_url(school.phone),
        "strengths": [str(strength) for strength in school.strengths],
        "students": students,
        "data_url": data_url(page),
        "knowledge": newest_items(request.user, ITEMS_SHOWN, school=school.slug),
        "talk": latest_talk(school, request.user),
    }


def _facts(school: School, students: dict[str, object] | None) -> list[dict[str, object]]:
    """The strip under the name: what a parent asks first."""
    pupils = students["total"]["total"] if students else 0
    pairs = (
        (_("Levels"), school.levels),
        (_("Pupils"), pupils),
        (_("Teachers"), school.teacher_count),
        (_("Size"), school.get_size_display()),
        (_("School network"), school.network),
    )
    return [{"label": label, "value": value} for label, value in pairs if value]


def _codes(school: School) -> list[dict[str, object]]:
    pairs = (
        (_("Ministry"), school.ministry_code),
        (_("SMIS"), school.smis_code),
        (_("OBEC"), school.obec_code),
    )
    return [{"label": label, "value": value} for label, value in pairs if value]


def student_table(school: School) -> dict[str, object] | None:
    """The newest year's pupils by grade, with a total for each level and for the school."""
    newest = StudentCount.objects.filter(school=school).aggregate(year=Max("academic_year"))["year"]
    if newest is None:
        return None
    counts = list(
        StudentCount.objects.filter(school=school, academic_year=newest)
        .select_related("grade")
        .order_by("grade__order")
    )
    levels = [
        {"label": Grade.Level(level).label, "rows": [_row(count) for count in group], "total": None}
        for level, grouped in groupby(counts, key=lambda count: count.grade.level)
        if (group := list(grouped))
    ]
    for level in levels:
        level["total"] = _sum(level["rows"])
    return {
        "academic_year": newest,
        "as_of": counts[0].as_of,
        "levels": levels,
        "total": _sum([_row(count) for count in counts]),
    }


def _row(count: StudentCount) -> dict[str, object]:
    return {
        "grade": count.grade.code,
        "male": count.male,
        "female": count.female,
        "total": count.total,
        "rooms": count.rooms,
    }


def _sum(rows: Iterable[dict[str, object]]) -> dict[str, int]:
    rows = list(rows)
    return {name: sum(row[name] for row in rows) for name in ("male", "female", "total", "rooms")}


def data_url(page: SchoolPage) -> str:
    """Where the ministry publishes data of the school, as the directory's editors set it."""
    code = page.school.ministry_code
    index = page.get_parent().specific
    pattern = getattr(index, "data_link", "")
    return pattern.replace(CODE_PLACE, code) if code and pattern else ""


def check_data_link(pattern: str) -> None:
    """Raise ValidationError unless an address with the place of the code is given, or nothing."""
    if not pattern:
        return
    if CODE_PLACE not in pattern:
        raise ValidationError({"data_link": _("Write {ministry_code} where the school's code goes.")})
    try:
        check_web_address(pattern)
    except ValidationError as error:
        raise ValidationError({"data_link": error.messages}) from error
