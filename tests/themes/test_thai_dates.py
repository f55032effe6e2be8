from __future__ import annotations

import datetime

import pytest

from themes import thai_dates

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("style", "written"), [("long", "22 พฤศจิกายน 2569"), ("short", "22 พ.ย. 2569"), ("numeric", "22/11/2569")]
)
def test_a_date_is_written_in_the_buddhist_era(style, written):
    assert thai_dates.thai_date(DAY, style) == written


def test_an_unknown_style_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="long, short, numeric"):
        thai_dates.thai_date(DAY, "iso")


@pytest.mark.parametrize("year", [1, 1941, 2026, 9999])
def test_years_go_there_and_back(year):
    assert thai_dates.common_era_year(thai_dates.buddhist_year(year)) == year


def test_a_leap_day_needs_no_leap_year_of_the_other_era():
    assert thai_dates.thai_date(datetime.date(2028, 2, 29)) == "29 กุมภาพันธ์ 2571"


def test_every_month_has_both_names():
    assert len(thai_dates.MONTHS) == len(thai_dates.SHORT_MONTHS) == 12
    assert thai_dates.month_name(1) == "มกราคม"
    assert thai_dates.month_name(12, "short") == "ธ.ค."


@pytest.mark.parametrize(
    ("start", "end", "style", "written"),
    [
        ((2026, 6, 3), (2026, 6, 5), "long", "3–5 มิถุนายน 2569"),
        ((2026, 5, 30), (2026, 6, 2), "short", "30 พ.ค. – 2 มิ.ย. 2569"),
        ((2026, 12, 30), (2027, 1, 2), "short", "30 ธ.ค. 2569 – 2 ม.ค. 2570"),
        ((2026, 6, 3), (2026, 6, 5), "numeric", "03/06/2569 – 05/06/2569"),
        ((2026, 6, 3), (2026, 6, 3), "short", "3 มิ.ย. 2569"),
    ],
)
def test_a_range_writes_once_what_both_ends_share(start, end, style, written):
    assert thai_dates.thai_date_range(datetime.date(*start), datetime.date(*end), style) == written


def test_a_range_without_an_end_is_a_day():
    assert thai_dates.thai_date_range(DAY, None, "short") == "22 พ.ย. 2569"


def test_the_hour_keeps_its_unit_on_the_line():
    moment = datetime.datetime(2026, 11, 22, 9, 5)

    assert thai_dates.thai_datetime(moment) == "22 พ.ย. 2569 09.05\u00a0น."
    assert thai_dates.thai_datetime(moment, "long") == "22 พฤศจิกายน 2569 เวลา 09.05\u00a0น."


def test_the_weekday_begins_with_its_word():
    assert thai_dates.weekday_name(DAY) == "วันอาทิตย์"
