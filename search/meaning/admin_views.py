"""What was written twice, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from search.meaning.comparing import nearly_the_same
from search.models import DocumentVector, PendingChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


class NearlySameView(ReportView):
    """Items that say nearly the same: written twice, or a copy that was forgotten."""

    model = DocumentVector
    page_title = gettext_lazy("Nearly the same")
    header_icon = "copy"
    index_url_name = "search_nearly_same"
    index_results_url_name = "search_nearly_same_results"
    # Whoever may see the state of the index may see this; it names items of every audience.
    permission_policy = ModelPermissionPolicy(PendingChange)
    permission_required = "view"
    is_searchable = False
    columns = (
        TitleColumn("item", label=gettext_lazy("Item"), accessor="key_title", get_url=lambda row: row.key_url),
        TitleColumn(
            "twin",
            label=gettext_lazy("Nearly the same as"),
            accessor="twin_title",
            get_url=lambda row: row.twin_url,
        ),
        Column("nearness", label=gettext_lazy("Nearness"), accessor=lambda row: f"{row.twin_cosine:.2f}"),
    )
    list_export = ("key", "twin_key", "twin_cosine")

    def get_queryset(self) -> QuerySet[DocumentVector]:
        self.queryset = nearly_the_same()
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[DocumentVector]) -> list[DocumentVector]:
        """Titles of the pages and where to edit them, in one query; keys of other things as they are."""
        rows = list(object_list)
        pages = _pages({key for row in rows for key in (row.key, row.twin_key)})
        for row in rows:
            row.key_title, row.key_url = pages.get(row.key, (row.key, None))
            row.twin_title, row.twin_url = pages.get(row.twin_key, (row.twin_key, None))
        return rows

    def get_page_subtitle(self) -> str:
        return _("Pairs whose texts say nearly the same. Link them, or keep one of the two.")

    def get_filename(self) -> str:
        return "nearly-the-same"


def _pages(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    numbers = [number for kind, _colon, number in (key.partition(":") for key in keys) if kind == "page"]
    found = Page.objects.filter(pk__in=[number for number in numbers if number.isdigit()])
    return {
        f"page:{pk}": (title, reverse("wagtailadmin_pages:edit", args=[pk]))
        for pk, title in found.values_list("pk", "title")
    }
