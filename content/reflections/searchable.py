"""One-page reflections in the search."""

from content.knowledge.search_sources import ItemSource
from content.reflections.models import ReflectionPage
from search.registry import register


class ReflectionSource(ItemSource):
    prefetched = (*ItemSource.prefetched, "commitments")


register(ReflectionSource(ReflectionPage))
