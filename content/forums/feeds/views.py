"""
Atom feeds of a category and of a topic.

Who is not signed in gets those of public categories; for everybody else the session says what they may read. What is
held, hidden or deleted stands in no feed, and a feed of what one may not read is not there.

Readers ask again and again, so an unchanged feed is answered before anything is written. Only the ETag tells: no moment
does, for a post that is hidden takes its moment along, and a position that changes has none.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers, quote_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.core.markdown import rendering_key
from content.forums.models import Category, Post, Topic
from content.forums.permissions import can_read_topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest

POSTS_IN_A_FEED = 30
# Raise it whenever the same posts would give another feed.
FEED_VERSION = 1
# XML 1.0 has no place for these, not even escaped: one of them and no reader takes the feed.
NOT_XML = {code: None for code in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself, with whole addresses."""

    title: str
    subtitle: str
    link: str
    feed_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One post as the feed tells of it, but for its HTML."""

    title: str
    who: str
    address: str
    post: Post

    @property
    def facts(self) -> tuple[object, ...]:
        """All that its part of the feed depends on."""
        post = self.post
        moments = (post.created_at.isoformat(), (post.edited_at or post.created_at).isoformat())
        return (self.title, self.who, self.address, *moments, rendering_key(post.text))


@require_safe
def category_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest topics of a category, each with what it begins with."""
    category = get_object_or_404(Category.objects.visible_to(request.user), slug=slug)
    openings = Post.objects.visible().filter(number=1, topic__category=category, topic__state="visible")
    # By topic: the newest stand at the end of an index, where posts of one category do not.
    newest = Topic.objects.visible().filter(category=category).order_by("-pk").values_list("pk", flat=True)
    openings = openings.filter(topic_id__in=list(newest[:POSTS_IN_A_FEED])).order_by("-topic_id")
    head = _head(request, category.name, category.description, category.get_absolute_url())
    return _answer(request, head, openings)


@require_safe
def topic_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest posts of a topic; of a merged topic, those of the one it was merged into."""
    topic = get_object_or_404(Topic.objects.select_related("category"), pk=pk)
    if topic.merged_into_id and can_read_topic(request.user, topic.merged_into):
        return redirect("forums_topic_feed", topic.merged_into_id)
    if topic.state != "visible" or not can_read_topic(request.user, topic):
        raise Http404
    posts = topic.posts.visible().order_by("-number")[:POSTS_IN_A_FEED]
    return _answer(request, _head(request, topic.title, "", topic.get_absolute_url()), posts)


def _answer(request: HttpRequest, head: Head, posts: QuerySet[Post]) -> HttpResponse:
    entries = [_entry(request, post) for post in posts.select_related("author__profile", "topic")]
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    # Browsers and readers ask again each time, for a post may have been hidden since; nobody on the way keeps it.
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    response.headers["ETag"] = etag = _etag(head, entries)
    unchanged = get_conditional_response(request, etag=etag, response=response)
    if unchanged is not response:
        return unchanged
    response.content = _written(head, entries)
    return response


def _head(request: HttpRequest, title: str, subtitle: str, address: str) -> Head:
    return Head(
        title=_plain(title),
        subtitle=_plain(subtitle),
        link=request.build_absolute_uri(address),
        feed_url=request.build_absolute_uri(request.path),
    )


def _entry(request: HttpRequest, post: Post) -> Entry:
    who = post.author.public_name if post.author else _("Somebody")
    title = post.topic.title
    if not post.is_opening:
        title = _("%(who)s replied in “%(title)s”.") % {"who": who, "title": title}
    return Entry(_plain(title), _plain(who), request.build_absolute_uri(reverse("forums_post", args=[post.pk])), post)


def _etag(head: Head, entries: Iterable[Entry]) -> str:
    facts = (FEED_VERSION, get_language(), astuple(head), [entry.facts for entry in entries])
    return quote_etag(hashlib.sha256(repr(facts).encode(errors="replace")).hexdigest()[:32])


def _written(head: Head, entries: Iterable[Entry]) -> str:
    feed = Atom1Feed(
        title=head.title,
        link=head.link,
        description="",
        subtitle=head.subtitle,
        language="th",
        feed_url=head.feed_url,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            unique_id=entry.address,
            author_name=entry.who,
            description=_plain(entry.post.body),
            pubdate=entry.post.created_at,
            updateddate=entry.post.edited_at or entry.post.created_at,
        )
    return feed.writeString("utf-8")


def _plain(text: str) -> str:
    return str(text).translate(NOT_XML)
