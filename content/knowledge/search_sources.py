"""How knowledge items become search documents."""

from __future__ import annotations

from content.core.search_sources import PageSource


class ItemSource(PageSource):
    """The live items of one kind, with what every item is filtered by."""

    related = ("work_group", "school", "pillar")
    prefetched = (*PageSource.prefetched, "learning_areas", "grades", "item_authors__user__profile")
