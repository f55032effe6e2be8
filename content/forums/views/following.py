"""Following, muting, and marking as read: forms of one button, which work without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.forums import marks
from content.forums.finding import find_category, find_topic
from content.forums.services import following

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
@login_required
def follow_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """`follow` is yes, mute or no. What is followed already may be followed again."""
    topic = find_topic(request.user, pk)
    wish = request.POST.get("follow")
    if wish == "yes":
        following.follow_topic(user=request.user, topic=topic)
        messages.success(request, _("You follow this topic and hear of replies."))
    elif wish == "mute":
        following.follow_topic(user=request.user, topic=topic, is_muted=True)
        messages.success(request, _("You hear nothing of this topic any more."))
    else:
        following.leave_topic(user=request.user, topic=topic)
        messages.success(request, _("You do not follow this topic any more."))
    return HttpResponseRedirect(topic.get_absolute_url())


@require_POST
@login_required
def follow_category(request: HttpRequest, slug: str) -> HttpResponse:
    category = find_category(request.user, slug)
    if request.POST.get("follow") == "yes":
        following.follow_category(user=request.user, category=category)
        messages.success(request, _("You follow this category and hear of new topics."))
    else:
        following.leave_category(user=request.user, category=category)
        messages.success(request, _("You do not follow this category any more."))
    return HttpResponseRedirect(category.get_absolute_url())


@require_POST
@login_required
def read_all(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Everything in a category, or everywhere, counts as read."""
    category = find_category(request.user, slug) if slug else None
    marks.mark_all_read(request.user, category)
    messages.success(request, _("Everything counts as read."))
    return HttpResponseRedirect(category.get_absolute_url() if category else reverse("forums_home"))
