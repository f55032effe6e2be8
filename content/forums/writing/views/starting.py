"""Starting a topic: where to ask, the form, what is like it, posting."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.core.markdown import render_markdown
from content.forums.finding import find_category
from content.forums.models.topics import State
from content.forums.permissions import can_start, suspension_of
from content.forums.services.drafts import draft_of
from content.forums.services.files import loose_files
from content.forums.services.gate import Refused, suspension_sentence
from content.forums.services.posting import start_topic
from content.forums.writing import answers
from content.forums.writing.forms.topic import TopicForm, prefilled_title, startable_categories
from content.forums.writing.likeness import like_title
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.forums.models import Category, PostDraft

KEPT = ("title", "tags", "text", "options", "allows_several", "closes_on", "token")


@require_safe
@for_writers
def ask(request: HttpRequest) -> HttpResponse:
    """Where to ask what was not found: the categories, and what is like the question."""
    title = prefilled_title(request.GET.get("q", ""))
    query = f"?{urlencode({'title': title})}" if title else ""
    offered = startable_categories(request.user)
    rows = [
        {
            "name": category.name,
            "space": category.space.name,
            "description": category.description,
            "url": reverse("forums_start", args=[category.slug]) + query,
        }
        for category in offered
    ]
    context = {"rows": rows, "asked": title, "found": like_title(request.user, title)}
    return render(request, "forums/writing/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def start(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        category = find_category(request.user, slug)
    except Http404:
        if request.method != "POST":
            raise
        return answers.refused(request, answers.gone_message(), status=404)
    if not can_start(request.user, category):
        if request.method != "POST":
            raise PermissionDenied
        return answers.refused(request, _refusal(request, category), status=403)
    if request.method == "POST":
        return _posted(request, category)
    draft = draft_of(request.user, category=category)
    title = prefilled_title(request.GET.get("title", ""))
    initial = {"title": title, "kind": request.GET.get("kind") or "question"}
    # A title that comes from elsewhere must not run over what was begun before.
    is_other = bool(draft and title and draft.title != title)
    if draft and not is_other:
        initial = {name: getattr(draft, name) for name in KEPT}
        initial["kind"] = draft.kind or "question"
    return _show(request, category, TopicForm(user=request.user, category=category, initial=initial), draft=draft)


def _posted(request: HttpRequest, category: Category) -> HttpResponse:
    form = TopicForm(request.POST, request.FILES, user=request.user, category=category)
    form.is_valid()
    if request.is_stale:
        messages.warning(request, stale_message())
        return _show(request, category, form, status=403)
    answers.take_uploads(request, form)
    if request.POST.get("action") == answers.PREVIEW:
        return _preview(request, category, form)
    if form.errors:
        return _show(request, category, form, status=422)
    if not form.cleaned_data["offered"]:
        found = like_title(request.user, form.cleaned_data["title"])
        if found:
            return _show(request, category, form, found=found, is_offer=True)
    return _post(request, category, form)


def _post(request: HttpRequest, category: Category, form: TopicForm) -> HttpResponse:
    cleaned = form.cleaned_data
    try:
        topic = start_topic(
            user=request.user,
            category=cleaned["category"],
            title=cleaned["title"],
            text=cleaned["text"],
            token=cleaned["token"],
            kind=cleaned["kind"],
            tags=cleaned["tags"],
            files=loose_files(request.user, cleaned["text"]),
            poll=form.poll(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, category, form, status=422)
    except PermissionDenied:
        return answers.refused(request, _refusal(request, category), status=403)
    answers.remember_sent(request, cleaned["token"])
    if topic.state == State.PENDING:
        messages.info(request, _("Thank you. A moderator lets it in; until then only you and moderators see it."))
    return redirect(topic)


def _refusal(request: HttpRequest, category: Category) -> str:
    sanction = suspension_of(request.user)
    if sanction is not None:
        return suspension_sentence(sanction)
    if category.is_closed:
        return _("This category is closed: it can be read, and nothing new is written in it.")
    return _("You may not start a topic in this category.")


def _preview(request: HttpRequest, category: Category, form: TopicForm) -> HttpResponse:
    html = render_markdown(form.words_of("text"))
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "writing/parts/preview.html", {"html": html})
    return _show(request, category, form, preview=html, has_preview=True)


def _show(
    request: HttpRequest,
    category: Category,
    form: TopicForm,
    *,
    draft: PostDraft | None = None,
    is_offer: bool = False,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    if form.is_bound:
        # Whoever has seen what is like it, or has none of it, is not asked twice.
        form.data["offered"] = "yes" if is_offer or form.words_of("offered") else ""
        draft = draft_of(request.user, category=category)
    is_other = draft is not None and draft.token != form.words_of("token")
    context = {
        "form": form,
        "category": category,
        "action": reverse("forums_start", args=[category.slug]),
        "draft_url": f"{reverse('forums_draft')}?category={category.pk}",
        "draft": draft,
        "is_other_draft": is_other,
        "is_offer": is_offer,
        "sent": answers.sent_tokens(request),
        **extra,
    }
    return render(request, "forums/writing/start.html", context, status=status)
