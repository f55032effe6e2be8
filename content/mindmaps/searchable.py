"""Mind maps in the search."""

from content.knowledge.search_sources import ItemSource
from content.mindmaps.models import MindMapPage
from search.registry import register


class MindMapSource(ItemSource):
    """The live maps."""


register(MindMapSource(MindMapPage))
