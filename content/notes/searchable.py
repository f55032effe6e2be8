"""KM notes in the search."""

from content.core.search_sources import PageSource
from content.notes.models import NotePage
from search.registry import register


class NoteSource(PageSource):
    also_called = ("บันทึกความรู้", "บันทึก KM", "KM note")
    related = ("work_group", "school", "pillar")
    prefetched = (*PageSource.prefetched, "learning_areas", "grades")


register(NoteSource(NotePage))
