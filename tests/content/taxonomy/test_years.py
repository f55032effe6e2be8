"""Academic and fiscal years: stored CE, shown and typed พ.ศ."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from content.taxonomy.models import CurriculumVersion
from content.taxonomy.years import AcademicYearField, FiscalYearField, academic_year_of, fiscal_year_of


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (datetime.date(2026, 5, 15), 2025),
        (datetime.date(2026, 5, 16), 2026),
        (datetime.date(2026, 11, 22), 2026),
        (datetime.date(2027, 4, 1), 2026),
        (datetime.date(2027, 5, 15), 2026),
    ],
)
def test_the_academic_year_begins_in_mid_may_and_is_named_by_its_beginning(date, year):
    assert academic_year_of(date) == year


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (datetime.date(2026, 9, 30), 2026),
        (datetime.date(2026, 10, 1), 2027),
        (datetime.date(2027, 1, 1), 2027),
        (datetime.date(2027, 9, 30), 2027),
    ],
)
def test_the_fiscal_year_begins_in_october_and_is_named_by_its_end(date, year):
    assert fiscal_year_of(date) == year


@pytest.mark.parametrize("field", [AcademicYearField, FiscalYearField])
def test_model_fields_read_thai_years_and_show_them(field):
    form_field = field(blank=True).formfield()
    assert form_field.clean("๒๕๖๙") == 2026
    assert form_field.prepare_value(2026) == 2569
    assert str(form_field.help_text)


class VersionForm(forms.ModelForm):
    class Meta:
        model = CurriculumVersion
        fields = ["code", "name", "valid_from"]


def test_a_form_shows_the_stored_year_as_buddhist_and_keeps_it_when_nothing_is_changed(db):
    version = CurriculumVersion(code="2551-2560", name="หลักสูตร", valid_from=2018)
    form = VersionForm(instance=version)
    assert 'value="2561"' in str(form["valid_from"])
    bound = VersionForm({"code": "2551-2560", "name": "หลักสูตร", "valid_from": "2561"}, instance=version)
    assert bound.changed_data == []


def test_a_form_stores_a_typed_buddhist_year_as_common_era(db):
    form = VersionForm({"code": "2569", "name": "หลักสูตร", "valid_from": "พ.ศ. ๒๕๖๙"})
    assert form.save().valid_from == 2026


def test_a_form_repeats_a_wrong_year_as_it_was_typed(db):
    form = VersionForm({"code": "2569", "name": "หลักสูตร", "valid_from": "69"})
    assert "valid_from" in form.errors
    assert 'value="69"' in str(form["valid_from"])


@pytest.mark.parametrize("year", [1543, 2569])
def test_a_year_stored_past_the_form_is_checked_too(year):
    with pytest.raises(ValidationError):
        CurriculumVersion(code="a", name="b", valid_from=year).full_clean(validate_unique=False)
