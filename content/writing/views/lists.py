"""My drafts and submissions, what waits for me, what is overdue; small answers for the scripts of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.core.audiences import audiences_of
from content.core.typed_text import tidy_typed
from content.files.keeping import keep_picture
from content.files.pictures import PictureField
from content.taxonomy.models import Tag
from content.taxonomy.names import tidy_name
from content.writing import querysets, registry
from content.writing.permissions import can_begin
from content.writing.services.review import state_of
from content.writing.views.answers import found_items
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page

MOST_ROWS = 100
MOST_TAGS = 10


@require_safe
@for_writers
def mine(request: HttpRequest) -> HttpResponse:
    drafts = querysets.drafts_of(request.user).select_related("content_type")[:MOST_ROWS]
    submitted = list(querysets.submitted_by(request.user)[:MOST_ROWS])
    under_review = {row.page_id for row in submitted if state_of(row) == "waiting"}
    context = {
        "drafts": [row_of(page) for page in drafts if page.pk not in under_review],
        "published": [row_of(page) for page in querysets.published_by(request.user)[:MOST_ROWS]],
        "submissions": [(row, state_of(row)) for row in submitted],
    }
    return render(request, "writing/mine.html", context)


def row_of(page: Page) -> dict[str, object]:
    """What the list of drafts shows, without a query for the page's type."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return {
        "pk": page.pk,
        "title": page.draft_title or page.title,
        "kind": getattr(model, "search_kind", ""),
        "kind_label": getattr(model, "kind_label", ""),
        "live": page.live,
        "changed": page.latest_revision_created_at,
        "is_written_here": any(kind.model is model for kind in registry.kinds()),
    }


@require_safe
@for_writers
def reviews(request: HttpRequest) -> HttpResponse:
    waiting = querysets.submissions_for(request.user)[:MOST_ROWS]
    return render(request, "writing/reviews.html", {"waiting": waiting})


@require_safe
@for_writers
def overdue(request: HttpRequest) -> HttpResponse:
    found = querysets.overdue_for(request.user)[:MOST_ROWS]
    rows = [
        {
            "pk": item.pk,
            "title": item.title,
            "kind": item.search_kind,
            "kind_label": item.kind_label,
            "review_date": item.review_date,
            "url": item.get_url(request),
            "is_written_here": registry.kind_of(item) is not None,
        }
        for item in found
    ]
    return render(request, "writing/overdue.html", {"rows": rows})


@require_safe
@for_writers
def links(request: HttpRequest) -> JsonResponse:
    """Items whose title or text has these words, for a link in a text."""
    return JsonResponse({"items": found_items(request, request.GET.get("q", ""))})


@require_safe
@for_writers
def tags(request: HttpRequest) -> JsonResponse:
    """Tags that begin with, or hold, what is being typed."""
    typed = tidy_name(request.GET.get("q", "")[:100])
    names: list[str] = []
    if typed:
        held = audiences_of(request.user)
        # A tag that stands on hidden pages only would tell what those are about.
        seen = Tag.objects.filter(
            tagged_pages__content_object__live=True, tagged_pages__content_object__audience_tokens__token__in=held
        )
        for found in (seen.filter(name__istartswith=typed), seen.filter(name__icontains=typed)):
            names += found.values_list("name", flat=True).distinct()[:MOST_TAGS]
    return JsonResponse({"tags": list(dict.fromkeys(names))[:MOST_TAGS]})


@require_POST
@for_writers
def add_picture(request: HttpRequest) -> JsonResponse:
    """Keep a picture that was pasted, dropped or chosen in a text; answers with its Markdown."""
    if request.is_stale:
        return JsonResponse({"error": "stale", "message": stale_message()}, status=403)
    if not any(can_begin(request.user, kind) for kind in registry.kinds()):
        return JsonResponse({"error": "forbidden", "message": _("You may not add pictures.")}, status=403)
    field = PictureField()
    try:
        kept = field.clean(request.FILES.get("picture"))
    except ValidationError as error:
        return JsonResponse({"error": "picture", "message": " ".join(error.messages)}, status=400)
    words = " ".join(tidy_typed(request.POST.get("words", "")).split())[:200]
    image = keep_picture(kept, words or _("Picture"), request.user)
    written = words.replace("[", "(").replace("]", ")")
    return JsonResponse({"url": image.file.url, "markdown": f"![{written}]({image.file.url})"})
