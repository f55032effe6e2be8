"""Replying on a page of its own and from the form at the end of a topic."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.core.markdown import render_markdown
from content.forums.finding import find_post, find_topic
from content.forums.models import Post, Topic
from content.forums.models.topics import State
from content.forums.permissions import can_reply
from content.forums.services.drafts import draft_of
from content.forums.services.files import loose_files
from content.forums.services.gate import Refused
from content.forums.services.posting import reply
from content.forums.writing import answers
from content.forums.writing.forms.posts import ReplyForm
from content.forums.writing.quoting import quotation
from content.writing.views.guards import for_writers, stale_message, wants_json

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def reply_to_topic(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        topic = find_topic(request.user, pk)
    except Http404:
        if request.method != "POST":
            raise
        return answers.refused(request, answers.gone_message(), status=404)
    if not can_reply(request.user, topic):
        if request.method != "POST":
            raise PermissionDenied
        return answers.refused(request, answers.refusal_of_topic(request.user, topic), status=403)
    if request.method == "POST":
        return _posted(request, topic)
    form = ReplyForm(initial=_beginning(request, topic))
    return _show(request, topic, form)


def _beginning(request: HttpRequest, topic: Topic) -> dict[str, str]:
    """The text the form begins with: what was begun before, and the quotation that was asked for."""
    draft = draft_of(request.user, topic=topic)
    begun = draft.text if draft else ""
    token = {"token": draft.token} if draft else {}
    answered = _answered(request, topic, request.GET.get("quote", ""))
    if answered is None:
        return {"text": begun, **token}
    quoted = quotation(answered, request.GET.get("passage", ""))
    if quoted.strip() in begun:
        return {"text": begun, "reply_to": str(answered.pk), **token}
    return {"text": f"{begun.rstrip()}\n\n{quoted}".lstrip("\n"), "reply_to": str(answered.pk), **token}


def _answered(request: HttpRequest, topic: Topic, pk: str) -> Post | None:
    """The post that is quoted or answered, where it is one of this topic and shown to this person."""
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    try:
        post = find_post(request.user, int(pk))
    except Http404:
        return None
    return post if post.topic_id == topic.pk and post.state == State.VISIBLE else None


def _posted(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = ReplyForm(request.POST, request.FILES)
    form.is_valid()
    if request.is_stale:
        messages.warning(request, stale_message())
        return _show(request, topic, form, status=403)
    answers.take_uploads(request, form)
    if request.POST.get("action") == answers.PREVIEW:
        html = render_markdown(form.words_of("text"))
        if request.headers.get("X-Requested-With") == "fetch":
            return render(request, "writing/parts/preview.html", {"html": html})
        return _show(request, topic, form, preview=html, has_preview=True)
    if form.errors:
        return _wrong(request, topic, form)
    try:
        post = reply(
            user=request.user,
            topic=topic,
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"],
            reply_to=_answered(request, topic, form.cleaned_data["reply_to"]),
            files=loose_files(request.user, form.cleaned_data["text"]),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _wrong(request, topic, form)
    except PermissionDenied:
        topic.refresh_from_db()
        return answers.refused(request, answers.refusal_of_topic(request.user, topic), status=403)
    except Topic.DoesNotExist:
        return answers.refused(request, answers.gone_message(), status=404)
    return _done(request, post, form.cleaned_data["token"])


def _wrong(request: HttpRequest, topic: Topic, form: ReplyForm) -> HttpResponse:
    if not wants_json(request):
        return _show(request, topic, form, status=422)
    sentences = [str(sentence) for found in form.errors.values() for sentence in found]
    # The text as it stands now: files that came with it are named in it.
    told = {"error": "wrong", "message": " ".join(sentences), "text": form.words_of("text")}
    return JsonResponse(told, status=422)


def _done(request: HttpRequest, post: Post, token: str) -> HttpResponse:
    held = _("Thank you. A moderator lets it in; until then only you and moderators see it.")
    is_held = post.state == State.PENDING
    answers.remember_sent(request, token)
    if wants_json(request):
        told = {"url": post.get_absolute_url(), "number": post.number, "token": uuid.uuid4().hex}
        return JsonResponse({**told, "message": held if is_held else _("Your reply is posted.")})
    if is_held:
        messages.info(request, held)
    return redirect(post)


def _show(request: HttpRequest, topic: Topic, form: ReplyForm, *, status: int = 200, **extra: object) -> HttpResponse:
    context = {
        "form": form,
        "topic": topic,
        "action": reverse("forums_reply", args=[topic.pk]),
        "draft_url": f"{reverse('forums_draft')}?topic={topic.pk}",
        "sent": answers.sent_tokens(request),
        **extra,
    }
    return render(request, "forums/writing/reply.html", context, status=status)
