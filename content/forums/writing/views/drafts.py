"""What is being written saves itself; one finds it again in a list, and throws it away on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content.core.typed_text import tidy_typed
from content.forums.finding import LARGEST_ID, find_topic
from content.forums.models import Category, PostDraft, Topic
from content.forums.models.drafts import LONGEST_DAY, LONGEST_OPTIONS, LONGEST_TOKEN
from content.forums.models.posts import LONGEST_TEXT
from content.forums.models.topics import LONGEST_TITLE
from content.forums.permissions import can_reply, can_start
from content.forums.services.drafts import AnotherDraft, discard_draft, save_draft
from content.forums.writing.answers import gone_message
from content.forums.writing.my_drafts import draft_rows
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST = {
    "title": LONGEST_TITLE,
    "tags": 500,
    "text": LONGEST_TEXT,
    "options": LONGEST_OPTIONS,
    "closes_on": LONGEST_DAY,
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def mine(request: HttpRequest) -> HttpResponse:
    """The drafts of whoever asks; a POST throws one of them away."""
    if request.method != "POST":
        context = {
            "rows": draft_rows(request.user),
            "breadcrumbs": [{"title": _("Exchange forums"), "url": reverse("forums_home")}],
        }
        return render(request, "forums/writing/drafts.html", context)
    pk = _number(request.POST.get("draft", ""))
    if request.is_stale:
        messages.warning(request, stale_message())
    elif pk is not None:
        # Sent twice, or a crafted one of somebody else: there is nothing of theirs to throw away.
        PostDraft.objects.filter(user=request.user, pk=pk).delete()
        messages.success(request, _("The draft is thrown away."))
    return redirect("forums_drafts")


@require_POST
@for_writers
def draft(request: HttpRequest) -> HttpResponse:
    """Keep (or with `action=discard` throw away) what is typed for `?category=` or `?topic=`."""
    try:
        place = _place(request)
    except Http404:
        return JsonResponse({"error": "gone", "message": gone_message()}, status=404)
    if request.POST.get("action") == "discard":
        return _discard(request, place)
    if request.is_stale:
        return JsonResponse({"error": "stale", "message": stale_message()}, status=403)
    typed = {name: tidy_typed(request.POST.get(name, "")) for name in LONGEST}
    errors = {
        name: [
            _("This has %(length)s characters; at most %(longest)s fit. Shorten it, or divide it.")
            % {"length": f"{len(value):,}", "longest": f"{LONGEST[name]:,}"}
        ]
        for name, value in typed.items()
        if len(value) > LONGEST[name]
    }
    kind = request.POST.get("kind", "")
    token = tidy_typed(request.POST.get("token", ""))[:LONGEST_TOKEN]
    try:
        if not errors:
            kind = kind if kind in Topic.Kind.values else ""
            several = bool(request.POST.get("allows_several"))
            save_draft(user=request.user, kind=kind, token=token, allows_several=several, **typed, **place)
    except AnotherDraft:
        message = _("You have begun another text here; it is kept. This one is kept on your device only.")
        return JsonResponse({"error": "other", "message": message}, status=409)
    return JsonResponse(
        {
            "url": "",
            "token": token,
            "saved_at": timezone.localtime().isoformat(),
            "errors": errors,
        }
    )


def _place(request: HttpRequest) -> dict[str, Category | Topic]:
    """The category or topic of the draft, where this person may write there."""
    for name in ("category", "topic"):
        pk = _number(request.GET.get(name, ""))
        if pk is None:
            continue
        if name == "topic":
            topic = find_topic(request.user, pk)
            if can_reply(request.user, topic):
                return {"topic": topic}
            continue
        category = Category.objects.select_related("space").filter(pk=pk).first()
        if category is not None and can_start(request.user, category):
            return {"category": category}
    raise Http404


def _number(typed: str) -> int | None:
    """An id as an address or a form holds it; None for what no database could have given."""
    is_plain = typed.isascii() and typed.isdigit() and len(typed) < 20
    return int(typed) if is_plain and int(typed) <= LARGEST_ID else None


def _discard(request: HttpRequest, place: dict[str, Category | Topic]) -> HttpResponse:
    if request.is_stale:
        messages.warning(request, stale_message())
    else:
        discard_draft(user=request.user, **place)
        messages.success(request, _("The draft is thrown away."))
    if "topic" in place:
        return redirect(place["topic"])
    return redirect(reverse("forums_start", args=[place["category"].slug]))
