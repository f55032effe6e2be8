"""The list of documents in the admin, with what search reads of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView

from content.files.text_states import text_state

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from content.files.models import OfficeDocument


class DocumentIndexView(IndexView):
    """Wagtail's list and one column more."""

    def get_base_queryset(self) -> QuerySet[OfficeDocument]:
        return super().get_base_queryset().select_related("file_text").defer("file_text__text")

    @cached_property
    def columns(self) -> list[Column]:
        columns = super().columns
        findable = Column("findable", label=_("Text for search"), accessor=lambda document: text_state(document).label)
        return [*columns[:-1], findable, columns[-1]]
