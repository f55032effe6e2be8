"""
Pages of posts by number, never by counting rows: the thousandth page costs what the first one costs.

A page is the next fifty posts after a number (`?after=50`) or the last fifty before one (`?before=51`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.forums.topic_page import PAGE_SIZE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from content.forums.models import Post, Topic
    from content.forums.querysets.posts import PostQuerySet

LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class PostPage:
    """One page of a topic; each address is empty where there is no such page."""

    posts: list[Post]
    is_first: bool
    is_last: bool
    canonical_url: str
    first_url: str
    previous_url: str
    next_url: str
    last_url: str

    @property
    def last_number(self) -> int:
        """The number of the last post on the page; 0 where there is none."""
        return self.posts[-1].number if self.posts else 0


def page_of(topic: Topic, shown: PostQuerySet, parameters: Mapping[str, str]) -> PostPage:
    """
    The page that the parameters ask for, of the posts of `topic` that the viewer sees. What is no number asks for the
    first page, and what lies beyond the end for the last one.
    """
    posts = _asked(topic, shown, parameters)
    first, last = (posts[0].number, posts[-1].number) if posts else (1, 1)
    newest_first = shown.order_by("-number").values_list("number", flat=True)
    # One more than a page: its number is where the page before begins.
    earlier = list(newest_first.filter(number__lt=first)[: PAGE_SIZE + 1]) if first > 1 else []
    # Fewer than a page after some number: nothing comes behind them.
    ends_here = len(posts) < PAGE_SIZE and _number(parameters.get("before")) is None
    newest = last if ends_here else newest_first.first() or 1
    is_last = newest <= last
    url = topic.get_absolute_url()
    end = chunk_url(topic, newest)
    return PostPage(
        posts=posts,
        is_first=not earlier,
        is_last=is_last,
        canonical_url=chunk_url(topic, first),
        first_url=url if earlier else "",
        previous_url="" if not earlier else url if len(earlier) <= PAGE_SIZE else f"{url}?after={earlier[-1]}",
        next_url="" if is_last else f"{url}?after={last}",
        last_url="" if is_last else end,
    )


def _asked(topic: Topic, shown: PostQuerySet, parameters: Mapping[str, str]) -> list[Post]:
    before, after = _number(parameters.get("before")), _number(parameters.get("after"))
    if before is not None:
        posts = _with_writers(shown.filter(number__lt=before).order_by("-number"))
    else:
        posts = _with_writers(shown.after(after or 0).in_order())
    if not posts and (before is not None or after is not None):
        start = chunk_start(topic.last_number) if after else 0
        posts = _with_writers(shown.after(start).in_order())
        posts = posts or _with_writers(shown.order_by("-number"))
    return posts


def _with_writers(posts: PostQuerySet) -> list[Post]:
    """
    The first of `posts`, a page of them, by number.

    Chosen before writers are joined: PostgreSQL takes a topic for as long as most are, so of a long one it would join
    and sort all that stands behind a place.
    """
    chosen = posts.values("pk")[:PAGE_SIZE]
    return list(posts.model.objects.filter(pk__in=chosen).select_related("author__profile").in_order())


def _number(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return min(int(text), LARGEST_NUMBER)


def chunk_start(number: int) -> int:
    """The number after which the page with this post begins: 0, 50, 100 and so on."""
    return (max(number, 1) - 1) // PAGE_SIZE * PAGE_SIZE


def chunk_url(topic: Topic, number: int) -> str:
    """The address of the page that shows the post with this number."""
    start = chunk_start(number)
    return f"{topic.get_absolute_url()}?after={start}" if start else topic.get_absolute_url()


def place_of(topic: Topic, post: Post | None) -> str:
    """The address at which a post is read; of no post, the topic itself."""
    return f"{chunk_url(topic, post.number)}#post-{post.pk}" if post else topic.get_absolute_url()


def first_unread(shown: PostQuerySet, last_read: int) -> Post | None:
    """The first post after what was read, or the last one where all was."""
    return shown.after(last_read).in_order().first() or shown.order_by("-number").first()


def first_since(shown: PostQuerySet, moment: datetime.datetime) -> Post | None:
    """The first post written at that moment or later, or the last one there is."""
    return shown.filter(created_at__gte=moment).in_order().first() or shown.order_by("-number").first()
