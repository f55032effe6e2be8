"""What a writer gets to see: the form, a conflict, a preview, a word to the script that saves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.core.search_sources import page_ids
from content.writing.cautions import cautions_of
from content.writing.models import Desk, ReviewComment
from content.writing.permissions import can_discard
from content.writing.querysets import last_submission_of
from content.writing.services import desks
from content.writing.services.drafts import newest_of
from content.writing.services.review import state_of
from content.writing.services.versions import differences
from content.writing.views.guards import wants_json
from search.service import SearchQuery, search

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from content.knowledge.models import KnowledgeItem
    from content.writing.forms.item import ItemForm
    from content.writing.registry import WritingKind

MOST_FOUND = 8


def show_form(
    request: HttpRequest, kind: WritingKind, form: ItemForm, page: Page | None, *, status: int = 200, **extra: object
) -> HttpResponse:
    """The writing frame. `page` is None as long as nothing is saved."""
    context: dict[str, object] = {"kind": kind, "form": form, "item": page, "key": "", "token": desks.NO_VERSION}
    if page is None:
        context["action"] = reverse("writing:new", args=[kind.name])
    else:
        desk = Desk.objects.filter(page_id=page.pk).select_related("editor__profile").first()
        submission = last_submission_of(page)
        context |= {
            "action": reverse("writing:edit", args=[page.pk]),
            "token": desks.version_token(page),
            "cautions": cautions_of(newest_of(page)),
            "may_discard": can_discard(request.user, page),
            "saved_at": page.latest_revision_created_at,
            "taken_by": desk if desk and desks.is_taken(desk, request.user) else None,
            "submission": submission,
            "review_state": state_of(submission),
            "comments": ReviewComment.objects.filter(page_id=page.pk, settled_at=None).select_related("user__profile"),
        }
    context |= {name: value for name, value in extra.items() if value}
    return render(request, "writing/edit.html", context, status=status)


def show_without_saving(
    request: HttpRequest, kind: WritingKind, form: ItemForm, page: Page | None, **extra: object
) -> HttpResponse:
    """A preview, or items to link to; what is typed stays in the form."""
    if request.POST.get("action") == "find":
        found = found_items(request, request.POST.get("related_query", ""), leave_out=page)
        return show_form(request, kind, form, page, found=found, has_searched=True, **extra)
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "writing/parts/preview.html", {"html": form.preview()})
    return show_form(request, kind, form, page, preview=form.preview(), has_preview=True, **extra)


def show_conflict(request: HttpRequest, kind: WritingKind, form: ItemForm, theirs: KnowledgeItem) -> HttpResponse:
    """Both versions with their differences; the form keeps what was typed and now stands upon the other version."""
    if wants_json(request):
        return JsonResponse({"error": "changed", "message": changed_message()}, status=409)
    mine = newest_of(theirs)
    form.forget_uploads()
    form.apply_to(mine, request.user)
    changes = differences(kind.readable(theirs), kind.readable(mine))
    their_texts = [(label, text) for label, text in kind.readable(theirs) if text]
    latest = theirs.get_latest_revision()
    extra = {"conflict": changes, "their_texts": their_texts, "their_revision": latest, "is_conflict": True}
    return show_form(request, kind, form, theirs, status=409, **extra)


def changed_message() -> str:
    return _("Somebody else has changed it meanwhile. Press “Save draft” to see both versions.")


def show_in_review(request: HttpRequest, kind: WritingKind, form: ItemForm, page: Page) -> HttpResponse:
    message = _("It has been submitted and stands still until it is decided on. Take it back to go on writing.")
    if wants_json(request):
        return JsonResponse({"error": "in-review", "message": message}, status=409)
    return show_form(request, kind, form, page, status=409, in_review=message)


def desk_taken(page: Page) -> JsonResponse:
    desk = desks.desk_of(page)
    who = desk.editor.public_name if desk.editor else ""
    message = _("%(who)s is working on it. Your text is kept on this device; take over to save it.") % {"who": who}
    return JsonResponse({"error": "taken", "message": message}, status=423)


def saved_as_json(form: ItemForm, page: Page) -> JsonResponse:
    """For the script: where the draft stands now, and which fields could not be saved."""
    return JsonResponse(
        {
            "url": reverse("writing:edit", args=[page.pk]),
            "token": desks.version_token(page),
            "saved_at": timezone.localtime(page.latest_revision_created_at).isoformat(),
            "errors": {name: [str(message) for message in messages] for name, messages in form.errors.items()},
        }
    )


def found_items(request: HttpRequest, words: str, leave_out: Page | None = None) -> list[dict[str, object]]:
    """Pages with these words that this person may read, best first."""
    words = " ".join(words.replace("\0", "").split())[:100]
    if not words:
        return []
    results = search(SearchQuery(text=words, page_size=MOST_FOUND), audiences_of(request.user))
    rows = []
    for hit in results.hits:
        (pk,) = page_ids([hit.key]) or (None,)
        if pk and not (leave_out and leave_out.pk == pk):
            title = "".join(segment.text for segment in hit.title)
            rows.append({"pk": pk, "title": title, "url": hit.url, "kind": hit.kind})
    return rows
