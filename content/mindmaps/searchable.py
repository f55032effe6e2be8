"""Mind maps in the search."""

from content.core.search_sources import PageSource
from content.mindmaps.models import MindMapPage
from search.registry import register


class MindMapSource(PageSource):
    related = ("work_group", "school", "pillar")
    prefetched = (*PageSource.prefetched, "learning_areas", "grades")


register(MindMapSource(MindMapPage))
