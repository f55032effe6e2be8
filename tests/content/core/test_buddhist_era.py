"""Typing years and dates of the Buddhist era."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from content.core.buddhist_era import (
    BuddhistDateBlock,
    BuddhistDateField,
    BuddhistYearField,
    parse_date,
    parse_year,
)
from themes.thai_dates import buddhist_year, thai_date

THE_DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2569", 2026),
        ("๒๕๖๙", 2026),
        ("2026", 2026),
        (" พ.ศ. 2569 ", 2026),
        ("พ.ศ.๒๕๖๙", 2026),
        ("พศ 2569", 2026),
        ("ค.ศ. 2026", 2026),
        ("ปี 2569", 2026),
        ("ปีพ.ศ. 2569", 2026),
        ("\u200b2569", 2026),
    ],
)
def test_years_of_both_eras_are_read(typed, year):
    assert parse_year(typed) == year


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("69", "ambiguous_year"),
        ("๖๙", "ambiguous_year"),
        ("569", "ambiguous_year"),
        ("25690", "ambiguous_year"),
        ("0", "ambiguous_year"),
        ("ค.ศ. 2569", "wrong_era"),
        ("พ.ศ. 2026", "wrong_era"),
        ("1700", "year_out_of_range"),
        ("2400", "year_out_of_range"),
        ("2401", "year_out_of_range"),
        ("9999", "year_out_of_range"),
        ("ปีหน้า", "invalid"),
        ("2569.5", "invalid"),
        ("-2569", "invalid"),
        ("2569/2570", "invalid"),
    ],
)
def test_years_that_may_mean_something_else_are_refused(typed, problem):
    with pytest.raises(ValidationError) as caught:
        parse_year(typed)
    assert caught.value.code == problem
    assert caught.value.messages[0]


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2569",
        "22/11/2026",
        "22-11-2569",
        "22.11.2569",
        "๒๒/๑๑/๒๕๖๙",
        "2026-11-22",
        "2569-11-22",
        "22 พ.ย. 2569",
        "22 พ.ย. 2026",
        "22พ.ย.2569",
        "22 พย 2569",
        "22 พ. ย. 2569",
        "22 พฤศจิกายน 2569",
        "๒๒ พฤศจิกายน พ.ศ. ๒๕๖๙",
        "22 พ.ย. พ.ศ. 2569",
        "วันที่ 22 พฤศจิกายน 2569",
        "22\u00a0พฤศจิกายน\u00a02569",
        " 22 / 11 / 2569 ",
    ],
)
def test_dates_as_people_write_them_are_read(typed):
    assert parse_date(typed) == THE_DAY


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("22/11/69", "ambiguous_year"),
        ("22 พ.ย. 69", "ambiguous_year"),
        ("31/2/2569", "no_such_day"),
        ("0/1/2569", "no_such_day"),
        ("1/13/2569", "no_such_day"),
        ("1/0/2569", "no_such_day"),
        ("29 ก.พ. 2569", "no_such_day"),
        ("22 เดือนหน้า 2569", "invalid"),
        ("พรุ่งนี้", "invalid"),
        ("22/11", "invalid"),
        ("22 พ.ย. ค.ศ. 2569", "wrong_era"),
        ("22/11/1700", "year_out_of_range"),
        ("1" * 5000, "invalid"),
    ],
)
def test_dates_that_are_none_or_ambiguous_are_refused(typed, problem):
    with pytest.raises(ValidationError) as caught:
        parse_date(typed)
    assert caught.value.code == problem
    assert len(caught.value.messages[0]) < 300


def test_the_leap_day_of_a_leap_year_is_read():
    assert parse_date("29 ก.พ. 2571") == datetime.date(2028, 2, 29)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_date_the_site_shows_can_be_typed_again(date):
    for style in ("long", "short", "numeric"):
        assert parse_date(thai_date(date, style)) == date
    assert parse_year(str(buddhist_year(date.year))) == date.year


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    with contextlib.suppress(ValidationError):
        parse_date(text)
    with contextlib.suppress(ValidationError):
        parse_year(text)


class DayForm(forms.Form):
    day = BuddhistDateField(required=False)
    year = BuddhistYearField(required=False)


def test_fields_show_stored_values_as_buddhist_and_find_nothing_changed():
    initial = {"day": THE_DAY, "year": 2026}
    html = str(DayForm(initial=initial))
    assert 'value="22/11/2569"' in html
    assert 'value="2569"' in html
    bound = DayForm({"day": "22 พ.ย. 2569", "year": "๒๕๖๙"}, initial=initial)
    assert bound.is_valid()
    assert bound.cleaned_data == initial
    assert bound.changed_data == []


def test_what_was_typed_wrongly_is_shown_again():
    form = DayForm({"day": "22 พ.ย. 69", "year": "69"})
    assert set(form.errors) == {"day", "year"}
    assert 'value="22 พ.ย. 69"' in str(form)


def test_empty_fields_are_none_and_required_ones_refuse():
    form = DayForm({"day": " ", "year": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"day": None, "year": None}
    with pytest.raises(ValidationError):
        BuddhistDateField().clean("  ")
    with pytest.raises(ValidationError):
        BuddhistYearField().clean("")


def test_dates_and_moments_given_by_code_pass_through():
    assert BuddhistDateField().clean(THE_DAY) == THE_DAY
    assert BuddhistDateField().clean(datetime.datetime(2026, 11, 22, 9, 30)) == THE_DAY


def test_the_block_reads_thai_dates_and_stores_them_as_wagtails_does():
    block = BuddhistDateBlock(required=False, help_text="วันที่ส่งงาน")
    assert block.value_from_datadict({"x": "22 พ.ย. 2569"}, {}, "x") in (THE_DAY, "22 พ.ย. 2569")
    assert block.clean(block.value_from_form("22 พ.ย. 2569")) == THE_DAY
    assert block.to_python("2026-11-22") == THE_DAY
    assert block.field.help_text == "วันที่ส่งงาน"
    with pytest.raises(ValidationError):
        block.clean("22/11/69")
