"""What the views of moderators share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from content.forums import permissions
from content.forums.finding import find_post, find_topic
from content.forums.models import Category, Post, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# What moves below a request that was begun before: the address leads nowhere by now.
GONE = (Post.DoesNotExist, Topic.DoesNotExist, Category.DoesNotExist)


def for_moderators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever moderates any category; others are refused."""

    @never_cache
    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not permissions.moderates_any(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For members. What is deleted while they look at it is not found instead of an error."""

    @never_cache
    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except GONE as error:
            raise Http404 from error

    return checked


def moderated_post(user: object, pk: int) -> Post:
    """404 where it is not theirs to see, 403 where they see it and do not moderate."""
    post = find_post(user, pk)
    if not permissions.can_moderate_topic(user, post.topic):
        raise PermissionDenied
    return post


def moderated_topic(user: object, pk: int) -> Topic:
    topic = find_topic(user, pk)
    if not permissions.can_moderate_topic(user, topic):
        raise PermissionDenied
    return topic


def way_back(request: HttpRequest, otherwise: str) -> str:
    """To the queue for whoever came from there."""
    asked = request.POST.get("from") or request.GET.get("from")
    return reverse("forums_queue") if asked == "queue" else otherwise
