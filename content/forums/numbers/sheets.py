"""The numbers as rows of a table and as a file that Excel opens in Thai."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.forums.numbers.reading import named_groups
from themes.thai_dates import thai_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.forums.numbers.reading import Counted, Numbers

# Excel reads a file without it in the encoding of Windows.
BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def heads(first: str) -> list[str]:
    return [
        first,
        _("People who wrote"),
        _("Questions"),
        _("Answered"),
        _("Median hours to the first answer"),
        _("Solved, %"),
        _("Solved that became knowledge, %"),
    ]


def month_rows(counted: Counted) -> list[list[object]]:
    return [_row(thai_month(month, "short"), numbers) for month, numbers in counted.by_month.items()]


def group_rows(counted: Counted) -> list[list[object]]:
    return [_row(name, numbers) for name, numbers in named_groups(counted.by_group)]


def _row(label: str, numbers: Numbers) -> list[object]:
    return [
        label,
        numbers.people,
        numbers.questions,
        numbers.answered,
        numbers.hours_to_answer,
        numbers.solved_share,
        numbers.kept_share,
    ]


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """With the mark of UTF-8; no cell is a formula, whatever a group is called."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
