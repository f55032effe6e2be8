"""
Atom feeds of a category and of a topic.

Who is not signed in gets those of public categories; for everybody else the session says what they may read. What is
held, hidden or deleted stands in no feed, and a feed of what one may not read is not there.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers, quote_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.forums.models import Category, Post, Topic
from content.forums.permissions import can_read_topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

POSTS_IN_A_FEED = 30
# XML 1.0 has no place for these, not even escaped: one of them and no reader takes the feed.
NOT_XML = {code: None for code in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


@require_safe
def category_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest topics of a category, each with what it begins with."""
    category = get_object_or_404(Category.objects.visible_to(request.user), slug=slug)
    openings = Post.objects.visible().filter(number=1, topic__category=category, topic__state="visible")
    # By topic: the newest stand at the end of an index, where posts of one category do not.
    newest = Topic.objects.visible().filter(category=category).order_by("-pk").values_list("pk", flat=True)
    openings = openings.filter(topic_id__in=list(newest[:POSTS_IN_A_FEED])).order_by("-topic_id")
    feed = _feed(request, category.name, category.description, category.get_absolute_url())
    return _answer(request, feed, openings)


@require_safe
def topic_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest posts of a topic; of a merged topic, those of the one it was merged into."""
    topic = get_object_or_404(Topic.objects.select_related("category"), pk=pk)
    if topic.merged_into_id and can_read_topic(request.user, topic.merged_into):
        return redirect("forums_topic_feed", topic.merged_into_id)
    if topic.state != "visible" or not can_read_topic(request.user, topic):
        raise Http404
    posts = topic.posts.visible().order_by("-number")[:POSTS_IN_A_FEED]
    feed = _feed(request, topic.title, "", topic.get_absolute_url())
    return _answer(request, feed, posts)


def _feed(request: HttpRequest, title: str, description: str, address: str) -> Atom1Feed:
    return Atom1Feed(
        title=_plain(title),
        link=request.build_absolute_uri(address),
        description="",
        subtitle=_plain(description),
        language="th",
        feed_url=request.build_absolute_uri(request.path),
    )


def _answer(request: HttpRequest, feed: Atom1Feed, posts: Iterable[Post]) -> HttpResponse:
    for post in posts.select_related("author__profile", "topic"):
        who = post.author.public_name if post.author else _("Somebody")
        address = request.build_absolute_uri(reverse("forums_post", args=[post.pk]))
        title = post.topic.title
        if not post.is_opening:
            title = _("%(who)s replied in “%(title)s”.") % {"who": who, "title": title}
        feed.add_item(
            title=_plain(title),
            link=address,
            unique_id=address,
            author_name=_plain(who),
            description=_plain(post.body),
            pubdate=post.created_at,
            updateddate=post.edited_at or post.created_at,
        )
    written = feed.writeString("utf-8")
    response = HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
    # Browsers and readers ask again each time: a post may have been hidden since.
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    # Of the words, for a time alone would not tell that something was taken away.
    etag = quote_etag(hashlib.sha256(written.encode()).hexdigest()[:32])
    last_modified = int(feed.latest_post_date().timestamp()) if feed.num_items() else None
    response.headers["ETag"] = etag
    if last_modified:
        response.headers["Last-Modified"] = http_date(last_modified)
    return get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)


def _plain(text: str) -> str:
    return str(text).translate(NOT_XML)
