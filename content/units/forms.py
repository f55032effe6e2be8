from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.core.forms import BasePageForm
from content.taxonomy.fields import IndicatorCodesField
from content.taxonomy.indicators import find_indicators
from content.units.rules import UnitPlan, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.taxonomy.models import Indicator


class LearningUnitForm(BasePageForm):
    """
    The edit form of a unit. Indicators are typed as codes; what must agree is judged before the unit is published.

    Wagtail marks the form as deferred while it saves a draft: a draft may hold numbers that do not add up yet.
    """

    indicator_codes = IndicatorCodesField(label=_("Indicators"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("indicator_codes", self.instance.indicators)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        indicators = self._indicators_of_version()
        if not self.is_deferred_validation and indicators is not None:
            for field, problem in problems_of(self._plan(indicators)):
                self.add_error(field if field in self.fields else None, problem)
        if indicators is not None:
            self._put_on_page(indicators)
        return cleaned

    def _indicators_of_version(self) -> list[Indicator] | None:
        """The indicators of the typed codes in the chosen version; None where there is an error beside a field."""
        codes = self.cleaned_data.get("indicator_codes")
        if codes is None:
            return None
        version = self.cleaned_data.get("curriculum_version")
        if codes and version is None:
            self.add_error("curriculum_version", _("Choose the curriculum version that the indicators are from."))
            return None
        try:
            return find_indicators(codes, version) if codes else []
        except ValidationError as error:
            self.add_error("indicator_codes", error)
            return None

    def _plan(self, indicators: list[Indicator]) -> UnitPlan:
        cleaned = self.cleaned_data
        return UnitPlan(
            hours=cleaned.get("hours"),
            area_hours=[(row["area"], row["hours"]) for row in self._filled_rows("area_hours")],
            activity_hours=[block.value["hours"] or 0 for block in cleaned.get("activities") or ()],
            weights=[block.value["weight"] or 0 for block in cleaned.get("rubric") or ()],
            grades=list(cleaned.get("grades") or ()),
            version=cleaned.get("curriculum_version"),
            indicators=indicators,
        )

    def _filled_rows(self, name: str) -> Iterator[dict[str, object]]:
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            return
        for row in formset.cleaned_data:
            if row.get("area") and row.get("hours") and not row.get("DELETE"):
                yield row

    def _put_on_page(self, indicators: list[Indicator]) -> None:
        rows = self.instance.unit_indicators
        kept = {row.indicator_id: row for row in rows.all()}
        model = rows.model
        for place, indicator in enumerate(indicators):
            row = kept.get(indicator.pk) or model(indicator=indicator)
            row.sort_order = place
            kept[indicator.pk] = row
        rows.set([kept[indicator.pk] for indicator in indicators])
