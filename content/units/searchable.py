"""Learning units in the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from content.knowledge.presentation import hours_text
from content.knowledge.search_sources import ItemSource
from content.units.models import LearningUnitPage, UnitAreaHours, UnitIndicator
from content.units.reading import INDICATOR_RELATIONS
from search.registry import register, register_facet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class LearningUnitSource(ItemSource):
    also_called = ("หน่วย", "หน่วยการเรียนรู้", "หน่วยบูรณาการ", "หน่วยการเรียนรู้บูรณาการ", "learning unit")
    # Who asks for a theme and a grade wants the unit before the notes that mention it; units are long, which costs.
    weight = 1.8
    prefetched = (
        *ItemSource.prefetched,
        "competencies",
        "characteristics",
        "honest_traits",
        Prefetch("area_hours", UnitAreaHours.objects.select_related("area")),
        Prefetch("unit_indicators", UnitIndicator.objects.select_related(*INDICATOR_RELATIONS)),
    )


def hours_labels(values: Collection[str]) -> Mapping[str, str]:
    """What people read of the hours in an address; what is no number stands for itself."""
    return {value: hours_text(int(value)) for value in values if value.isascii() and value.isdigit()}


register(LearningUnitSource(LearningUnitPage))
register_facet("hours", _("Learning time"), hours_labels, order=65)
