"""Choosing posts and making a draft of them; what has not become knowledge yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.forums.knowledge.forms import KnowledgeForm
from content.forums.knowledge.lists import not_yet_context
from content.forums.knowledge.origin import knowledge_of
from content.forums.knowledge.permissions import ways_to_draft
from content.forums.knowledge.selecting import default_selection, post_rows
from content.forums.knowledge.services import DoesNotFit, draft_from_topic
from content.forums.models import Topic
from content.forums.permissions import can_read_topic, can_turn_to_knowledge
from content.writing.services.drafts import ChangedMeanwhile
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """The posts of a topic to choose from; without scripts one form turns their pages and makes the draft."""
    topic = get_object_or_404(Topic.objects.select_related("category__space"), pk=pk)
    if topic.merged_into_id and can_read_topic(request.user, topic.merged_into):
        return redirect("forums_knowledge_start", topic.merged_into_id)
    if not can_read_topic(request.user, topic):
        raise Http404
    ways = ways_to_draft(request.user)
    if not can_turn_to_knowledge(request.user, topic) or not ways:
        raise PermissionDenied
    if request.method != "POST":
        form = KnowledgeForm(topic=topic, ways=ways)
        form.selected = default_selection(topic)
        return _shown(request, form)
    form = KnowledgeForm(request.POST, topic=topic, ways=ways)
    if request.is_stale:
        messages.warning(request, stale_message())
        return _shown(request, form)
    if "after" in request.POST:
        # Turning the page is no sending: nothing is missing yet.
        turned = KnowledgeForm(topic=topic, ways=ways, initial=_typed(request))
        turned.selected = form.selected
        return _shown(request, turned)
    if form.is_valid():
        return _drafted(request, form)
    return _shown(request, form)


def _typed(request: HttpRequest) -> dict[str, object]:
    return {name: request.POST[name] for name in ("title", "way", "key") if request.POST.get(name)}


def _drafted(request: HttpRequest, form: KnowledgeForm) -> HttpResponse:
    values = form.cleaned_data
    kind, outline = form.ways[values["way"]]
    try:
        page = draft_from_topic(
            user=request.user,
            topic=form.topic,
            posts=form.selected,
            kind=kind,
            outline=outline,
            title=values["title"],
            key=values["key"],
        )
    except DoesNotFit:
        form.add_error(None, _("The chosen posts are too long for one draft. Choose fewer of them."))
        return _shown(request, form)
    except ChangedMeanwhile as changed:
        # The form was sent before, and the draft that came of it is there.
        return redirect("writing:edit", changed.page.pk)
    messages.success(
        request, _("The draft is made. Make one text of it, then submit it; those who said it are credited.")
    )
    return redirect("writing:edit", page.pk)


def _shown(request: HttpRequest, form: KnowledgeForm) -> HttpResponse:
    rows = post_rows(form.topic, form.selected, request.POST.get("after", ""))
    context = {
        "form": form,
        "topic": form.topic,
        "knowledge": {"rows": knowledge_of(form.topic, request.user), "start_url": ""},
        "selecting": True,
        **rows,
    }
    return render(request, "forums/knowledge_start.html", context, status=422 if form.errors else 200)


@require_safe
@for_writers
def not_yet(request: HttpRequest) -> HttpResponse:
    """Solved topics that no published item has grown from, for whoever may read them."""
    return render(request, "forums/not_yet_knowledge.html", not_yet_context(request.user, request.GET))
