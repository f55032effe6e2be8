"""The page of numbers and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.core.paging import address
from content.forums.numbers.charts import bars
from content.forums.numbers.reading import categories_for, count
from content.forums.numbers.sheets import csv_file, group_rows, heads, month_rows
from content.forums.numbers.writers import counted_at, keep_fresh
from content.forums.permissions import moderates_any
from themes.thai_dates import thai_month

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.forums.models import Category
    from content.forums.numbers.reading import Counted


@login_required
@never_cache
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    categories, chosen = _chosen(request)
    keep_fresh()
    counted = count(_ids(categories, chosen))
    parameter = address(category=chosen.slug if chosen else "")
    context = {
        "categories": [
            {"slug": category.slug, "name": f"{category.space.name} · {category.name}"} for category in categories
        ],
        "chosen": chosen.slug if chosen else "",
        "charts": _charts(counted),
        "tables": [
            {"caption": _("By month"), "heads": heads(_("Month")), "rows": month_rows(counted), "by": "month"},
            {
                "caption": _("By work group"),
                "heads": heads(_("Work group")),
                "rows": group_rows(counted),
                "by": "group",
            },
        ],
        "csv_url": reverse("forums_numbers_csv") + parameter,
        "group_csv_url": reverse("forums_numbers_csv") + address(category=chosen.slug if chosen else "", by="group"),
        "counted_at": counted_at(),
        "breadcrumbs": [{"title": _("Exchange forums"), "url": reverse("forums_home")}],
    }
    return render(request, "forums/numbers/numbers.html", context)


@login_required
@never_cache
@require_safe
def numbers_csv(request: HttpRequest) -> HttpResponse:
    categories, chosen = _chosen(request)
    by = request.GET.get("by", "month")
    if by not in {"month", "group"}:
        raise Http404
    keep_fresh()
    counted = count(_ids(categories, chosen))
    rows = (
        [heads(_("Month")), *month_rows(counted)] if by == "month" else [heads(_("Work group")), *group_rows(counted)]
    )
    response = HttpResponse(csv_file(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="forum-numbers-{by}.csv"'
    return response


def _chosen(request: HttpRequest) -> tuple[list[Category], Category | None]:
    """The categories of this viewer, and the one they want; 404 for one they do not moderate or that is not there."""
    if not moderates_any(request.user):
        raise PermissionDenied
    categories = list(categories_for(request.user))
    slug = request.GET.get("category", "")
    chosen = next((category for category in categories if category.slug == slug), None)
    if slug and chosen is None:
        raise Http404
    return categories, chosen


def _ids(categories: list[Category], chosen: Category | None) -> list[int]:
    return [chosen.pk] if chosen else [category.pk for category in categories]


def _charts(counted: Counted) -> list[dict[str, object]]:
    months = [(thai_month(month, "short").split(" ")[0], row) for month, row in counted.by_month.items()]
    shown = (
        ("people", _("People who wrote"), _("people"), lambda row: row.people),
        ("hours", _("Median hours to the first answer"), _("hours"), lambda row: row.hours_to_answer),
        ("solved", _("Questions that were solved, %"), "%", lambda row: row.solved_share),
        ("kept", _("Solved questions that became knowledge, %"), "%", lambda row: row.kept_share),
    )
    return [bars(name, title, unit, [(label, of(row)) for label, row in months]) for name, title, unit, of in shown]
