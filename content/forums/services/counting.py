"""
The numbers kept on topics and categories, changed with what they count.

`lock(topic)` comes first in every write to a topic: posts then get their numbers one after the other, on PostgreSQL by
the locked row and on SQLite by its one writer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F, Prefetch, Sum

from content.forums.models import Category, Post, Topic
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def lock(topic_id: int) -> Topic:
    """
    The topic as it is now, locked until the transaction ends; of a merged topic, the one it was merged into.

    Raises `Topic.DoesNotExist`.
    """
    while True:
        # A lock taken below a savepoint goes with it: whoever waits for the topic behind a merged one holds none, so
        # that it cannot wait in a circle with a merge, which locks its topics by their numbers.
        savepoint = transaction.savepoint()
        topic = _locked().get(pk=topic_id)
        if not topic.merged_into_id:
            transaction.savepoint_commit(savepoint)
            return topic
        transaction.savepoint_rollback(savepoint)
        topic_id = topic.merged_into_id


def lock_each(topic_ids: Iterable[int]) -> dict[int, Topic]:
    """Several topics, locked in the order of their numbers; those that are not there are left out."""
    return {topic.pk: topic for topic in _locked().filter(pk__in=set(topic_ids)).order_by("pk")}


def lock_writer(user: User) -> None:
    """
    What one person sends at the same moment from several windows is judged one after the other, until the transaction
    ends. Comes after the lock of the topic. A suspension of the meantime counts.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
    user.__dict__.pop("_forum_suspension", None)


def lock_post(post_id: int) -> Post:
    """
    The post as it is now, with its locked topic: wherever it has meanwhile been moved, merged or split to.

    Raises `Post.DoesNotExist`.
    """
    while True:
        savepoint = transaction.savepoint()
        topic = lock(Post.objects.values_list("topic_id", flat=True).get(pk=post_id))
        post = Post.objects.select_related("author__profile").filter(pk=post_id, topic=topic).first()
        if post is not None:
            transaction.savepoint_commit(savepoint)
            post.topic = topic
            return post
        # It went elsewhere between the two questions.
        transaction.savepoint_rollback(savepoint)


def _locked() -> QuerySet[Topic]:
    # `no_key`: marks and follows of readers, which only point to the topic, do not wait for a writer.
    topics = Topic.objects.select_for_update(no_key=True)
    # Not joined: PostgreSQL holds a row that it had to wait for against the joined rows of before the wait, and finds
    # none where the topic was moved meanwhile.
    return topics.prefetch_related(Prefetch("category", Category.objects.select_related("space")))


def recount_topic(topic: Topic) -> None:
    """Work out the numbers of a locked topic from its posts, and save them."""
    visible = topic.posts.visible().order_by("-number")
    last = visible.values("number", "created_at", "author_id").first()
    topic.last_shown = last["number"] if last else 0
    replies = visible.filter(number__gt=1)
    topic.reply_count = replies.count()
    # Never lower: the numbers of posts that went elsewhere count as read for some and are not given again.
    highest = topic.posts.order_by("-number").values_list("number", flat=True).first() or 0
    topic.last_number = max(topic.last_number, highest)
    topic.last_posted_at = last["created_at"] if last else topic.created_at
    topic.last_poster_id = last["author_id"] if last else topic.author_id
    others = replies.exclude(author_id=topic.author_id) if topic.author_id else replies
    topic.first_reply_at = others.order_by("number").values_list("created_at", flat=True).first()
    if topic.accepted_id and not visible.filter(pk=topic.accepted_id).exists():
        topic.accepted = topic.accepted_at = None
    topic.save()


def count_post(topic: Topic, post: Post) -> None:
    """Add one new visible post to a locked topic and its category, without counting the others again."""
    if not post.is_opening:
        topic.reply_count += 1
        if topic.first_reply_at is None and post.author_id != topic.author_id:
            topic.first_reply_at = post.created_at
    topic.last_posted_at, topic.last_poster_id = post.created_at, post.author_id
    topic.last_shown = post.number
    numbers = ("reply_count", "last_number", "last_shown")
    topic.save(update_fields=[*numbers, "last_posted_at", "last_poster", "first_reply_at"])
    _add_to_category(topic, posts=1, topics=1 if post.is_opening else 0)


def _add_to_category(topic: Topic, *, posts: int, topics: int) -> None:
    Category.objects.filter(pk=topic.category_id).update(
        post_count=F("post_count") + posts, topic_count=F("topic_count") + topics, last_topic=topic.pk
    )


def recount_categories(category_ids: Iterable[int]) -> None:
    """
    Count anew what was moved, merged, hidden or deleted.

    From the numbers of the topics, which `recount_topic` must have written before: counting the posts of a category
    of a quarter of a million took two seconds.
    """
    categories = Category.objects.select_for_update(no_key=True).filter(pk__in=set(category_ids))
    for category in categories.order_by("pk"):
        topics = Topic.objects.filter(category_id=category.pk).visible()
        counted = topics.aggregate(topics=Count("pk"), replies=Sum("reply_count"))
        category.topic_count = counted["topics"]
        # Every visible topic shows its opening.
        category.post_count = counted["topics"] + (counted["replies"] or 0)
        category.last_topic = topics.newest_first().first()
        category.save(update_fields=["topic_count", "post_count", "last_topic"])
