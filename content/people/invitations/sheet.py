"""
A list of staff as it comes from an office: CSV in one of three encodings, or XLSX.

Read into plain text, row by row, with limits. Nothing is stored, no formula is worked out, no link is followed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from content.people.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 1024 * 1024
MOST_ROWS = 500
# With empty ones in between.
MOST_LINES = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 500
# A workbook of 500 rows is a few hundred kilobytes once unpacked. More is a file made to fill the memory.
MOST_UNPACKED = 30 * 1024 * 1024
MOST_PARTS = 500
ZIP_SIGN, OLD_EXCEL_SIGN = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class SheetError(Exception):
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row as a spreadsheet shows it, the header being 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    header: list[str]
    rows: list[Row]


def read_sheet(data: bytes) -> Sheet:
    """The first sheet of a file. What it is, its content says; a name can lie."""
    if len(data) > MOST_BYTES:
        raise SheetError(
            _("The file is larger than 1 MB. Keep only the list itself, without pictures and other sheets.")
        )
    if data.startswith(OLD_EXCEL_SIGN):
        raise SheetError(_("This is an old Excel file (.xls). Open it and save it as .xlsx or as CSV."))
    lines = _lines_of_workbook(data) if data.startswith(ZIP_SIGN) else _lines_of_csv(data)
    return _with_header(lines)


def _with_header(lines: Iterable[list[str]]) -> Sheet:
    header: list[str] = []
    rows: list[Row] = []
    for number, cells in enumerate(lines, start=1):
        if not any(cells):
            continue
        if not header:
            header = cells[: max(index for index, name in enumerate(cells, start=1) if name)]
        elif len(rows) == MOST_ROWS:
            raise SheetError(
                _("The list has more than %(count)d people. Split it into several files.") % {"count": MOST_ROWS}
            )
        else:
            rows.append(Row(number, (cells + [""] * len(header))[: len(header)]))
    if not header:
        raise SheetError(_("The file is empty."))
    if not rows:
        raise SheetError(_("The file has a header but no people below it."))
    return Sheet(header, rows)


def _cell(value: object) -> str:
    return one_line("" if value is None else str(value))[:MOST_LETTERS]


def _lines_of_csv(data: bytes) -> Iterator[list[str]]:
    text = _decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_cell(value) for value in line[:MOST_COLUMNS]]
    except csv.Error as error:
        raise SheetError(_("The file cannot be read as CSV. Save it again as “CSV UTF-8” or as .xlsx.")) from error


def _decode(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark (Excel's “Unicode text”), else Thai Windows (TIS-620)."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError(_("This is not a list but another kind of file. Choose a .csv or .xlsx file."))
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(_("The letters of the file cannot be read. Save it again as “CSV UTF-8” or as .xlsx."))


def _lines_of_workbook(data: bytes) -> Iterator[list[str]]:
    _check_size_unpacked(data)
    try:
        # Formulas stay the text that was typed: they are named in the report, not worked out.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            # The size a sheet claims to have may be wrong, and a column formatted to its end has a million rows.
            for line in book.worksheets[0].iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True):
                yield [_cell(value) for value in line]
        finally:
            book.close()
    # A damaged workbook fails in many ways inside the library; to the office they are all one.
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError,
            SyntaxError, OSError, EOFError) as error:  # fmt: skip
        raise SheetError(_not_a_workbook()) from error


def _check_size_unpacked(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SheetError(_not_a_workbook()) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetError(_("The workbook is too large. Copy only the list into a new file."))


def _not_a_workbook() -> str:
    return _("The file cannot be read as an Excel workbook. Open it, save it again as .xlsx, and try once more.")
