"""How knowledge items become search documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.core.search_sources import PageSource, page_ids, page_key
from content.knowledge.beside import findable_beside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.documents import SearchDocument


class ItemSource(PageSource):
    """The live items of one kind, with what every item is filtered by and what is said beside it."""

    related = ("work_group", "school", "pillar")
    prefetched = (*PageSource.prefetched, "learning_areas", "grades", "item_authors__user__profile")

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        beside = {page_key(pk): sections for pk, sections in findable_beside(page_ids(keys)).items()}
        for document in super().documents(keys):
            more = beside.get(document.key)
            yield replace(document, sections=(*document.sections, *more)) if more else document
