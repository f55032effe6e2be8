"""KM notes in the search."""

from content.knowledge.search_sources import ItemSource
from content.notes.models import NotePage
from search.registry import register


class NoteSource(ItemSource):
    """The live notes."""


register(NoteSource(NotePage))
