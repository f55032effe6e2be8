"""Learning units in the search."""

from content.core.search_sources import PageSource
from content.units.models import LearningUnitPage
from content.units.reading import INDICATOR_RELATIONS
from search.registry import register


class LearningUnitSource(PageSource):
    related = ("work_group", "school", "pillar")
    prefetched = (
        *PageSource.prefetched,
        "learning_areas",
        "grades",
        "competencies",
        "characteristics",
        "honest_traits",
        "area_hours__area",
        *(f"unit_indicators__{relation}" for relation in INDICATOR_RELATIONS),
    )


register(LearningUnitSource(LearningUnitPage))
