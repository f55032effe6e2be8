"""Mind maps in the search."""

from content.knowledge.search_sources import ItemSource
from content.mindmaps.models import MindMapPage
from search.registry import register


class MindMapSource(ItemSource):
    also_called = ("แผนที่ความคิด", "แผนผังความคิด", "ผังความคิด", "มายด์แมป", "mind map", "mindmap")


register(MindMapSource(MindMapPage))
