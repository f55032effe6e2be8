"""Buttons: a reaction, the accepted answer, a vote. Pressed twice, each is the same as pressed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.forums.finding import find_post, find_topic
from content.forums.models import Reaction
from content.forums.models.topics import State
from content.forums.services.polls import WrongVote, vote
from content.forums.services.reacting import accept_answer, react
from content.writing.views.guards import for_writers, stale_message, wants_json

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.forums.models import Post

ON, OFF = "on", "off"
MOST_CHOSEN = 10


@require_POST
@for_writers
def react_to_post(request: HttpRequest, pk: int) -> HttpResponse:
    """`press` names a reaction and whether it shall stand or not: `thanks:on`, `useful:off`."""
    post = find_post(request.user, pk)
    kind, _colon, want = request.POST.get("press", "").partition(":")
    if kind not in Reaction.Kind.values or want not in {ON, OFF}:
        raise Http404
    if request.is_stale:
        messages.warning(request, _too_old())
        return redirect(post)
    react(user=request.user, post=post, kind=kind, is_wanted=want == ON)
    if wants_json(request):
        return JsonResponse({"kind": kind, "is_mine": want == ON, "count": _count(post, kind)})
    return redirect(post)


def _count(post: Post, kind: str) -> int:
    return Reaction.objects.filter(post=post, kind=kind).count()


def _too_old() -> str:
    return _("The page was open for too long. Press the button once more.")


@require_POST
@for_writers
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """`want` says whether the reply shall be the accepted answer (`on`) or no longer (`off`)."""
    post = find_post(request.user, pk)
    want = request.POST.get("want", "")
    if want not in {ON, OFF}:
        raise Http404
    if request.is_stale:
        messages.warning(request, _too_old())
        return redirect(post)
    if post.state != State.VISIBLE:
        raise PermissionDenied
    accept_answer(user=request.user, post=post, is_accepted=want == ON)
    if want == ON:
        messages.success(request, _("This reply is the accepted answer now. It stands first."))
    else:
        messages.success(request, _("The question is open again."))
    return redirect(post.topic)


@require_POST
@for_writers
def cast_vote(request: HttpRequest, pk: int) -> HttpResponse:
    topic = find_topic(request.user, pk)
    asked = request.POST.getlist("option")[: MOST_CHOSEN + 1]
    chosen = {int(option) for option in asked if option.isascii() and option.isdigit() and len(option) < 19}
    if request.is_stale:
        messages.warning(request, stale_message())
        return _to_poll(topic)
    try:
        vote(user=request.user, topic=topic, option_ids=chosen if len(chosen) == len(asked) else ())
    except WrongVote:
        messages.error(request, _("Choose one of the answers first, then press “Vote”."))
    except PermissionDenied:
        messages.error(request, _("The poll is closed, or you may not answer it."))
    else:
        messages.success(request, _("Your vote is counted. You may change it until the poll closes."))
    return _to_poll(topic)


def _to_poll(topic: object) -> HttpResponse:
    return redirect(f"{topic.get_absolute_url()}#poll")
