"""The versions of an item: listed, compared, restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.core.paging import pagination
from content.writing.permissions import can_write
from content.writing.querysets import submission_of
from content.writing.services import versions
from content.writing.services.drafts import InReview
from content.writing.views.editing import page_or_404
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page, Revision

VERSIONS_A_PAGE = 50


@require_safe
@for_writers
def list_versions(request: HttpRequest, page_id: int) -> HttpResponse:
    page, kind = page_or_404(request, page_id)
    paginator = Paginator(versions.versions_of(page), VERSIONS_A_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    context = {
        "item": page,
        "kind": kind,
        "versions": shown.object_list,
        "paging": pagination(shown, {}),
        "may_restore": can_write(request.user, page) and submission_of(page) is None,
    }
    return render(request, "writing/versions.html", context)


@require_safe
@for_writers
def compare(request: HttpRequest, page_id: int) -> HttpResponse:
    """Any two versions, the older one first whichever was chosen first."""
    page, kind = page_or_404(request, page_id)
    chosen = [_revision(page, request.GET.get(name, "")) for name in ("a", "b")]
    older, newer = sorted(chosen, key=lambda revision: (revision.created_at, revision.pk))
    texts = [kind.readable(revision.as_object()) for revision in (older, newer)]
    context = {
        "item": page,
        "kind": kind,
        "older": older,
        "newer": newer,
        "differences": versions.differences(*texts),
    }
    return render(request, "writing/compare.html", context)


@require_POST
@for_writers
def restore(request: HttpRequest, page_id: int) -> HttpResponse:
    page, _kind = page_or_404(request, page_id)
    if not can_write(request.user, page):
        raise PermissionDenied
    if request.is_stale:
        messages.warning(request, stale_message())
        return redirect("writing:versions", page.pk)
    revision = _revision(page, request.POST.get("version", ""))
    try:
        versions.restore(page=page, user=request.user, revision=revision)
    except InReview:
        messages.warning(request, _("It has been submitted and stands still until it is decided on."))
        return redirect("writing:review", page.pk)
    messages.success(request, _("The old version is the newest now; the one before it is kept."))
    return redirect("writing:edit", page.pk)


def _revision(page: Page, number: str) -> Revision:
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise Http404
    return get_object_or_404(page.revisions.select_related("user__profile"), pk=int(number))
