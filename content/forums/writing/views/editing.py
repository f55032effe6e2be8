"""Changing a post, deleting it, and what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.core.markdown import render_markdown
from content.core.word_changes import changes_between
from content.forums.finding import find_post
from content.forums.models.topics import State
from content.forums.permissions import can_delete, can_edit, can_read_post
from content.forums.services.editing import ChangedMeanwhile, delete_post, edit_post
from content.forums.services.former import said_by, version_of
from content.forums.services.gate import Refused
from content.forums.writing import answers
from content.forums.writing.forms.posts import DeletionForm, EditForm
from content.forums.writing.versions import versions_of
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.forums.models import Post


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        post = find_post(request.user, pk)
    except Http404:
        if request.method != "POST":
            raise
        return answers.refused(request, answers.gone_message(), status=404)
    if not can_edit(request.user, post):
        if request.method != "POST":
            raise PermissionDenied
        return answers.refused(request, _no_edit(request, post), status=403)
    if request.method == "POST":
        return _posted(request, post)
    return _show(request, post, EditForm(post=post))


def _no_edit(request: HttpRequest, post: Post) -> str:
    if post.author_id == request.user.pk and post.state == State.VISIBLE:
        return answers.refusal_of_topic(request.user, post.topic)
    return _("You may not change this post.")


def _posted(request: HttpRequest, post: Post) -> HttpResponse:
    form = EditForm(request.POST, request.FILES, post=post)
    form.is_valid()
    if request.is_stale:
        messages.warning(request, stale_message())
        return _show(request, post, form, status=403)
    answers.take_uploads(request, form)
    if request.POST.get("action") == answers.PREVIEW:
        html = render_markdown(form.words_of("text"))
        if request.headers.get("X-Requested-With") == "fetch":
            return render(request, "writing/parts/preview.html", {"html": html})
        return _show(request, post, form, preview=html, has_preview=True)
    if form.errors:
        return _show(request, post, form, status=422)
    cleaned = form.cleaned_data
    try:
        edit_post(
            user=request.user,
            post=post,
            text=cleaned["text"],
            base=cleaned["base"],
            reason=cleaned["reason"],
            title=cleaned.get("title", ""),
            tags=cleaned.get("tags"),
        )
    except ChangedMeanwhile as changed:
        return _show_both(request, changed.post, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, post, form, status=422)
    except PermissionDenied:
        return answers.refused(request, _no_edit(request, post), status=403)
    return redirect(post)


def _show_both(request: HttpRequest, theirs: Post, form: EditForm) -> HttpResponse:
    """The form keeps what was typed and stands upon the other version now; saving once more decides for it."""
    form.data["base"] = version_of(theirs)
    differences = [{"label": _("Text"), "changes": changes_between(theirs.text, form.cleaned_data["text"])}]
    if theirs.is_opening:
        said, mine = said_by(theirs), form.cleaned_data
        pairs = [
            (_("Title"), said.title, mine["title"]),
            (_("Tags"), ", ".join(said.tags), ", ".join(sorted(mine["tags"]))),
        ]
        differences[:0] = [
            {"label": label, "changes": changes_between(before, after)}
            for label, before, after in pairs
            if before != after
        ]
    return _show(request, theirs, form, status=409, conflict=differences, is_conflict=True)


def _show(request: HttpRequest, post: Post, form: EditForm, *, status: int = 200, **extra: object) -> HttpResponse:
    context = {
        "form": form,
        "post": post,
        "topic": post.topic,
        "is_own": post.author_id == request.user.pk,
        "action": reverse("forums_edit", args=[post.pk]),
        **extra,
    }
    return render(request, "forums/writing/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    post = find_post(request.user, pk)
    is_own = post.author_id == request.user.pk
    form = DeletionForm(request.POST if request.method == "POST" else None, is_own=is_own)
    if request.method == "POST" and post.state == State.DELETED:
        # The other press of the button was quicker.
        return redirect(post.topic if not post.is_opening else post.topic.category)
    if not can_delete(request.user, post):
        raise PermissionDenied
    if request.method == "POST" and request.is_stale:
        messages.warning(request, stale_message())
    elif request.method == "POST" and form.is_valid():
        delete_post(user=request.user, post=post, reason=form.cleaned_data["reason"])
        messages.success(request, _("The topic is deleted.") if post.is_opening else _("The post is deleted."))
        return redirect(post.topic.category if post.is_opening else post.topic)
    context = {"post": post, "topic": post.topic, "form": form, "is_own": is_own}
    return render(request, "forums/writing/delete.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before, for whoever may read it: one version at a time beside the one after it."""
    post = find_post(request.user, pk)
    if not can_read_post(request.user, post):
        raise Http404
    rows, chosen, changes = versions_of(post, request.GET.get("version", ""))
    context = {"post": post, "topic": post.topic, "rows": rows, "chosen": chosen, "changes": changes}
    return render(request, "forums/writing/history.html", context)
