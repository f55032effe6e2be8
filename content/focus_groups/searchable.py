"""Focus Group outcomes in the search."""

from content.core.search_sources import PageSource
from content.focus_groups.models import FocusGroupPage
from search.registry import register


class FocusGroupSource(PageSource):
    also_called = ("สนทนากลุ่ม", "โฟกัสกรุ๊ป", "focus group")
    related = ("work_group", "school", "pillar")
    prefetched = (
        *PageSource.prefetched,
        "learning_areas",
        "grades",
        "resolutions__owner_group",
        "follow_ups",
    )


register(FocusGroupSource(FocusGroupPage))
