"""
Display filters that every template has without `{% load %}` (settings name this library a builtin).

They change how a value is written, never what is read from the database.
"""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone

from themes import thai_dates, thai_text

register = template.Library()


@register.filter(expects_localtime=True, is_safe=True)
def thai_date(value: object, style: thai_dates.Style = "long") -> str:
    """`{{ page.date|thai_date:"short" }}`. A value that is no date gives an empty string."""
    if not isinstance(value, datetime.date):
        return ""
    return thai_dates.thai_date(value, style)


@register.filter(expects_localtime=True, is_safe=True)
def thai_month(value: object, style: thai_dates.Style = "long") -> str:
    if not isinstance(value, datetime.date):
        return ""
    return thai_dates.thai_month(value, style)


@register.filter(expects_localtime=True, is_safe=True)
def thai_datetime(value: object, style: thai_dates.Style = "short") -> str:
    """Day and hour in the site's time zone: `14 พ.ย. 2569 09.12 น.`"""
    if not isinstance(value, datetime.datetime):
        return ""
    return thai_dates.thai_datetime(value, style)


@register.filter(expects_localtime=True, is_safe=True)
def thai_time(value: object) -> str:
    if not isinstance(value, (datetime.datetime, datetime.time)):
        return ""
    return thai_dates.thai_time(value)


@register.simple_tag
def thai_date_range(start: object, end: object = None, style: thai_dates.Style = "long") -> str:
    """`{% thai_date_range event.starts event.ends "short" %}`"""
    if not isinstance(start, datetime.date):
        return ""
    first, last = _local(start), end if isinstance(end, datetime.date) else None
    return thai_dates.thai_date_range(first, last and _local(last), style)


@register.filter(is_safe=True)
def iso_date(value: object) -> str:
    """The machine-readable form for `<time datetime>`, whatever language is active."""
    if isinstance(value, datetime.datetime):
        return _local(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, datetime.date) else ""


@register.filter(is_safe=True)
def buddhist_year(value: object) -> str:
    """A year of the Common Era, or a date, as the year พ.ศ. that people read."""
    if isinstance(value, datetime.date):
        return str(thai_dates.buddhist_year(_local(value).year))
    try:
        return str(thai_dates.buddhist_year(int(value)))  # type: ignore[call-overload]  # any value may come from a template
    except (TypeError, ValueError):
        return ""


@register.filter(is_safe=True)
def thai_number(value: object, decimals: int | None = None) -> str:
    """`1,234` or `1,234.5`; with `decimals` exactly so many: `{{ sum|thai_number:2 }}`."""
    if type(value) is int and decimals is None:
        # A page of results has a hundred counts.
        return f"{value:,}"
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    if decimals is not None:
        return f"{number:,.{int(decimals)}f}"
    if number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{number.normalize():,f}"


@register.filter(is_safe=True)
def file_size(value: object) -> str:
    """Bytes as people speak of them: `850 kB`, `1.2 MB`."""
    try:
        size = int(value)  # type: ignore[call-overload]  # any value may come from a template
    except (TypeError, ValueError):
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,}{thai_text.NBSP}kB"
    return f"{size / 1_000_000:,.1f}{thai_text.NBSP}MB"


@register.filter
def keep_together(value: object) -> str:
    """ๆ never starts a line and a number keeps its unit."""
    return thai_text.keep_together(str(value or ""))


@register.filter
def cut(value: object, length: int) -> str:
    """Shorten Thai text without tearing a mark from its letter: `{{ summary|cut:120 }}`."""
    return thai_text.cut(str(value or ""), int(length))


def _local(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
