"""Small answers for the scripts: what is like a title, whom one may mention, which posts are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.forums import marks
from content.forums.finding import find_category, find_topic
from content.forums.permissions import can_moderate_topic
from content.forums.presentation import topic_values
from content.forums.topic_page import PAGE_SIZE, add_html, post_rows
from content.forums.writing.forms.topic import prefilled_title
from content.forums.writing.likeness import like_title
from content.forums.writing.mentions import people_to_mention
from content.writing.views.guards import for_writers

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST_COUNTED = 100
LARGEST_NUMBER = 2**31 - 1


@require_safe
@for_writers
def similar_things(request: HttpRequest) -> JsonResponse:
    """Topics and items like the title `?q=`, as far as this person may read them."""
    return JsonResponse({"items": like_title(request.user, prefilled_title(request.GET.get("q", "")))})


@require_safe
@for_writers
def mentions(request: HttpRequest) -> JsonResponse:
    """People whose user name or position holds `?q=` and who may read `?category=`."""
    category = find_category(request.user, request.GET.get("category", "").replace("\0", "")[:60])
    return JsonResponse({"people": people_to_mention(category, request.GET.get("q", ""))})


@require_safe
@never_cache
def new_posts(request: HttpRequest, pk: int) -> HttpResponse:
    """
    What was posted after `?after=`: 204 for nothing, else how many; with `?show` the posts themselves.

    Asked again and again by open pages, so it counts and reads nothing else.
    """
    topic = find_topic(request.user, pk)
    after = request.GET.get("after", "")
    number = min(int(after), LARGEST_NUMBER) if after.isascii() and after.isdigit() and len(after) < 11 else 0
    is_shown = "show" in request.GET
    if topic.last_number <= number:
        return HttpResponse(status=204)
    posts = topic.posts.shown_to(request.user, moderates=can_moderate_topic(request.user, topic)).after(number)
    if not is_shown:
        count = len(posts.visible().values_list("pk", flat=True)[:MOST_COUNTED])
        return JsonResponse({"count": count}) if count else HttpResponse(status=204)
    shown = list(posts.select_related("author__profile").in_order()[:PAGE_SIZE])
    if not shown:
        return HttpResponse(status=204)
    rows = post_rows(shown, request.user, topic)
    last_number = shown[-1].number
    if request.method == "GET":
        marks.mark_read(request.user, topic, last_number, marks.last_read(request.user, topic))
    add_html(rows, topic_values(topic))
    return render(request, "forums/writing/new_posts.html", {"posts": rows, "last_number": last_number})
