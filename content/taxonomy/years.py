"""
The two office years, both stored as a CE year and shown พ.ศ.

The academic year runs from mid-May and is named by its beginning; the fiscal year runs from 1 October to 30 September
and is named by its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.core.buddhist_era import CommonEraYearField

if TYPE_CHECKING:
    import datetime

FIRST_DAY_OF_ACADEMIC_YEAR = (5, 16)
FIRST_MONTH_OF_FISCAL_YEAR = 10


def academic_year_of(date: datetime.date) -> int:
    """The CE number of the academic year (ปีการศึกษา) a date lies in: 16 May 2026 - 15 May 2027 is 2026."""
    return date.year if (date.month, date.day) >= FIRST_DAY_OF_ACADEMIC_YEAR else date.year - 1


def fiscal_year_of(date: datetime.date) -> int:
    """The CE number of the fiscal year (ปีงบประมาณ) a date lies in: 1 Oct 2026 - 30 Sep 2027 is 2027."""
    return date.year + 1 if date.month >= FIRST_MONTH_OF_FISCAL_YEAR else date.year


class AcademicYearField(CommonEraYearField):
    description = _("Academic year")

    def __init__(self, verbose_name: str | None = None, **kwargs: object) -> None:
        kwargs.setdefault("help_text", _("Year of the Buddhist era in which the school year begins, such as 2569."))
        super().__init__(verbose_name or _("academic year"), **kwargs)


class FiscalYearField(CommonEraYearField):
    description = _("Fiscal year")

    def __init__(self, verbose_name: str | None = None, **kwargs: object) -> None:
        kwargs.setdefault("help_text", _("Year of the Buddhist era in which the budget year ends, such as 2570."))
        super().__init__(verbose_name or _("fiscal year"), **kwargs)
