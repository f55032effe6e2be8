"""The state of the index, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.backends import get_backend
from search.models import PendingChange

if TYPE_CHECKING:
    from django.db.models import QuerySet


class SearchStateView(ReportView):
    """What waits to be told to the search engine, what failed, and why."""

    model = PendingChange
    page_title = gettext_lazy("Search index")
    header_icon = "search"
    index_url_name = "search_state"
    index_results_url_name = "search_state_results"
    permission_policy = ModelPermissionPolicy(PendingChange)
    permission_required = "view"
    is_searchable = False
    columns = (
        Column("key", label=gettext_lazy("Item")),
        DateColumn("queued_at", label=gettext_lazy("Waiting since")),
        Column("attempts", label=gettext_lazy("Failed attempts")),
        DateColumn("not_before", label=gettext_lazy("Next attempt")),
        Column("last_error", label=gettext_lazy("Last error")),
    )
    list_export = ("key", "queued_at", "attempts", "not_before", "last_error")

    def get_queryset(self) -> QuerySet[PendingChange]:
        self.queryset = PendingChange.objects.order_by("-attempts", "pk")
        return super().get_queryset()

    def get_page_subtitle(self) -> str:
        state = get_backend().state()
        if state.problem:
            if state.away:
                return _("Nothing can be found: the search server cannot be used. %(problem)s") % {
                    "problem": state.problem
                }
            return _("Nothing can be found: the index must be built anew (python manage.py rebuild_search).")
        if state.stands_in_for:
            return _(
                "The search server is away; the embedded engine answers readers meanwhile. %(waiting)d changes are "
                "kept for the server and told once it is back. What is wrong: %(problem)s"
            ) % {"waiting": PendingChange.objects.count(), "problem": state.stands_in_for}
        return _("%(documents)d items can be found, %(waiting)d changes are waiting, %(failed)d of them failed.") % {
            "documents": state.documents,
            "waiting": PendingChange.objects.count(),
            "failed": PendingChange.objects.failed().count(),
        }

    def get_filename(self) -> str:
        return "search-index"
