"""Focus Group outcomes in the search."""

from content.focus_groups.models import FocusGroupPage
from content.knowledge.search_sources import ItemSource
from search.registry import register


class FocusGroupSource(ItemSource):
    also_called = ("สนทนากลุ่ม", "โฟกัสกรุ๊ป", "focus group")
    prefetched = (
        *ItemSource.prefetched,
        "resolutions__owner_group",
        "follow_ups",
    )


register(FocusGroupSource(FocusGroupPage))
