"""One-page reflections and their meetings in the search."""

from content.core.search_sources import PageSource
from content.knowledge.search_sources import ItemSource
from content.reflections.models import MeetingPage, ReflectionPage
from search.registry import register


class ReflectionSource(ItemSource):
    also_called = ("กระดาษหน้าเดียว", "one page")
    prefetched = (*ItemSource.prefetched, "commitments")


register(ReflectionSource(ReflectionPage))


class MeetingSource(PageSource):
    related = ("work_group",)
    prefetched = ()


register(MeetingSource(MeetingPage))
