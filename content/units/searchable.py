"""Learning units in the search."""

from django.db.models import Prefetch

from content.core.search_sources import PageSource
from content.units.models import LearningUnitPage, UnitAreaHours, UnitIndicator
from content.units.reading import INDICATOR_RELATIONS
from search.registry import register


class LearningUnitSource(PageSource):
    also_called = ("หน่วย", "หน่วยการเรียนรู้", "หน่วยบูรณาการ", "หน่วยการเรียนรู้บูรณาการ", "learning unit")
    related = ("work_group", "school", "pillar")
    # Who asks for a theme and a grade wants the unit before the notes that mention it; units are long, which costs.
    weight = 1.8
    prefetched = (
        *PageSource.prefetched,
        "learning_areas",
        "grades",
        "competencies",
        "characteristics",
        "honest_traits",
        Prefetch("area_hours", UnitAreaHours.objects.select_related("area")),
        Prefetch("unit_indicators", UnitIndicator.objects.select_related(*INDICATOR_RELATIONS)),
    )


register(LearningUnitSource(LearningUnitPage))
