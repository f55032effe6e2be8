"""
A category, topic, post or file by what stands in an address, for one viewer.

Each answers 404 where it is not there or not for this viewer, so that nobody learns which of the two it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.http import Http404

from content.forums import permissions
from content.forums.models import Category, Post, PostFile, Topic
from content.forums.models.topics import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

LARGEST_ID = 2**63 - 1
# What was merged into what was merged: as far as this; longer chains are a circle.
MOST_MERGES = 20


def find_category(user: object, slug: str) -> Category:
    category = Category.objects.select_related("space").prefetch_related("audience_tokens").filter(slug=slug).first()
    if category is None or not permissions.can_read_category(user, category):
        raise Http404
    return category


def topics_to_show() -> QuerySet[Topic]:
    """Topics with all that the rules ask of them."""
    return Topic.objects.select_related("category__space", "author__profile").prefetch_related(
        "category__audience_tokens"
    )


def find_topic(user: object, pk: int) -> Topic:
    """The topic, or the one it was merged into; the caller compares the ids where it wants to redirect."""
    topic = _by_id(topics_to_show(), pk)
    for _step in range(MOST_MERGES):
        if topic is None or topic.merged_into_id is None:
            break
        topic = _by_id(topics_to_show(), topic.merged_into_id)
    if topic is None or topic.merged_into_id is not None or not permissions.can_read_topic(user, topic):
        raise Http404
    return topic


def find_post(user: object, pk: int) -> Post:
    """A post whose place the viewer sees: its words, or that it was deleted."""
    post = _by_id(Post.objects.select_related("topic__category__space"), pk)
    if post is None:
        raise Http404
    prefetch_related_objects([post.topic.category], "audience_tokens")
    if post.state == State.DELETED and permissions.can_read_topic(user, post.topic):
        return post
    if not permissions.can_read_post(user, post):
        raise Http404
    return post


def find_file(user: object, pk: int) -> PostFile:
    """A file of a post that the viewer may read; of a draft, one's own. A deleted post gives no file away."""
    file = _by_id(PostFile.objects.select_related("post__topic__category__space"), pk)
    if file is None:
        raise Http404
    if file.post is None:
        may_read = user.is_authenticated and file.owner_id == user.pk
    else:
        may_read = file.post.state != State.DELETED and permissions.can_read_post(user, file.post)
    if not may_read:
        raise Http404
    return file


def _by_id(rows: QuerySet, pk: int) -> object:
    return rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
