from __future__ import annotations

import datetime

import pytest
from django.template import engines

ZONE = datetime.timezone(datetime.timedelta(hours=7))
NBSP = "\u00a0"


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_moment_is_shown_in_the_time_of_bangkok():
    late = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)

    assert render('{{ at|thai_date:"short" }}', at=late) == "23 พ.ย. 2569"
    assert render("{{ at|thai_datetime }}", at=late) == f"23 พ.ย. 2569 01.30{NBSP}น."
    assert render("{{ at|thai_time }}", at=late) == f"01.30{NBSP}น."
    assert render("{{ at|buddhist_year }}", at=datetime.datetime(2026, 12, 31, 18, tzinfo=datetime.UTC)) == "2570"


def test_the_machine_readable_date_stays_in_the_common_era():
    assert render("{{ at|iso_date }}", at=datetime.date(2026, 11, 22)) == "2026-11-22"
    assert render("{{ at|iso_date }}", at=datetime.datetime(2026, 11, 22, 9, tzinfo=ZONE)) == "2026-11-22T09:00+07:00"


@pytest.mark.parametrize(
    "filter_name",
    ["thai_date", "thai_month", "thai_datetime", "thai_time", "iso_date", "buddhist_year", "thai_number", "file_size"],
)
@pytest.mark.parametrize("value", [None, "", "ไม่ใช่วันที่"])
def test_a_value_that_is_nothing_shows_nothing(filter_name, value):
    assert render(f"{{{{ value|{filter_name} }}}}", value=value) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234, "1,234"), (1234.5, "1,234.5"), ("1000000", "1,000,000"), (0, "0"), (1e20, "100,000,000,000,000,000,000")],
)
def test_numbers_are_grouped_by_thousands(value, written):
    assert render("{{ value|thai_number }}", value=value) == written


def test_a_number_may_ask_for_its_decimals():
    assert render("{{ value|thai_number:2 }}", value=1234.5) == "1,234.50"


def test_a_range_of_days_is_written_by_a_tag():
    days = {"start": datetime.date(2026, 6, 3), "end": datetime.date(2026, 6, 5)}

    assert render('{% thai_date_range start end "short" %}', **days) == "3–5 มิ.ย. 2569"
    assert render("{% thai_date_range missing %}") == ""


def test_sizes_of_files_are_short():
    assert render("{{ size|file_size }}", size=845_000) == f"845{NBSP}kB"
    assert render("{{ size|file_size }}", size=1_230_000) == f"1.2{NBSP}MB"


def test_text_that_passes_through_filters_is_still_escaped():
    assert render("{{ text|keep_together }}", text="<b>ซ้ำ ๆ") == f"&lt;b&gt;ซ้ำ{NBSP}ๆ"
    assert render("{{ text|cut:9 }}", text="<b>เปิดเรียนวันจันทร์").startswith("&lt;b&gt;")
