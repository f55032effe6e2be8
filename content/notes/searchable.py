"""KM notes in the search."""

from content.knowledge.search_sources import ItemSource
from content.notes.models import NotePage
from search.registry import register


class NoteSource(ItemSource):
    also_called = ("บันทึกความรู้", "บันทึก KM", "KM note")


register(NoteSource(NotePage))
