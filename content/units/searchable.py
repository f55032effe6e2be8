"""Learning units in the search."""

from django.db.models import Prefetch

from content.knowledge.search_sources import ItemSource
from content.units.models import LearningUnitPage, UnitAreaHours, UnitIndicator
from content.units.reading import INDICATOR_RELATIONS
from search.registry import register


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


register(LearningUnitSource(LearningUnitPage))
