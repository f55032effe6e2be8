"""What a moderator does about a topic, and splitting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.comments.forms import without_control
from content.forums.models import Topic
from content.forums.moderation.forms import SplitForm, numbers_with_ticks, ticked
from content.forums.moderation.log import NotPossibleError, OvertakenError
from content.forums.moderation.offers import take
from content.forums.moderation.services.splitting import split
from content.forums.moderation.topic_offers import readers_of, topic_offers
from content.forums.moderation.views.common import moderated_topic, signed_in
from content.forums.post_pages import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def moderate_topic(request: HttpRequest, pk: int) -> HttpResponse:
    topic = moderated_topic(request.user, pk)
    offers = topic_offers(request, topic)
    is_wrong = request.method == "POST"
    if is_wrong and take(request, offers):
        return HttpResponseRedirect(reverse("forums_topic", args=[pk]))
    context = {
        "topic": topic,
        "offers": [offer for offer in offers if offer.is_shown or offer.is_open],
        "opening": topic.posts.filter(number=1).first(),
        "back_url": topic.get_absolute_url(),
    }
    return render(request, "forums/moderation/topic.html", context, status=422 if is_wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def split_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts are ticked on pages of fifty; a button that shows other posts takes the ticks along as numbers."""
    topic = moderated_topic(request.user, pk)
    initial = {"category": topic.category_id, "kind": _kind_of(topic)}
    turns = request.method == "POST" and "show" in request.POST
    if turns:
        typed = without_control(request.POST)
        initial = {**initial, **typed.dict(), "numbers": numbers_with_ticks(typed)}
    is_sent = request.method == "POST" and not turns
    form = SplitForm(request.POST if is_sent else None, user=request.user, initial=initial)
    if is_sent and form.is_valid() and (new := _split(request, topic, form)):
        return HttpResponseRedirect(new.get_absolute_url())
    page = page_of(topic, topic.posts.all(), QueryDict(request.POST.get("show", "")) if turns else request.GET)
    context = {
        "topic": topic,
        "form": form,
        "posts": [post for post in page.posts if not post.is_opening],
        "ticked": set() if turns else set(ticked(request.POST)),
        "before": page.posts[0].number if page.posts and not page.is_first else None,
        "after": page.posts[-1].number if page.posts and not page.is_last else None,
        "readers": readers_of(topic.category),
        "back_url": topic.get_absolute_url(),
    }
    return render(request, "forums/moderation/split.html", context, status=422 if form.errors else 200)


def _split(request: HttpRequest, topic: Topic, form: SplitForm) -> Topic | None:
    data = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            new = split(user=request.user, topic_id=topic.pk, **data)
    except (NotPossibleError, OvertakenError) as error:
        form.add_error("numbers", str(error))
        return None
    messages.success(request, _("The posts stand in their own topic now."))
    return new


def _kind_of(topic: Topic) -> str:
    return Topic.Kind.EXPERIENCE if topic.kind == Topic.Kind.POLL else topic.kind
