"""One-page reflections in the search."""

from content.core.search_sources import PageSource
from content.reflections.models import MeetingPage, ReflectionPage
from search.registry import register


class ReflectionSource(PageSource):
    also_called = ("กระดาษหน้าเดียว", "one page")
    related = ("work_group", "school", "pillar")
    prefetched = (*PageSource.prefetched, "learning_areas", "grades", "commitments")


register(ReflectionSource(ReflectionPage))


class MeetingSource(PageSource):
    related = ("work_group",)
    prefetched = ()


register(MeetingSource(MeetingPage))
