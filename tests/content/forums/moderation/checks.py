"""What every action of a moderator must leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.urls import reverse

from content.forums.models import Category, ModerationAction, Post, Topic
from content.notifications.models import FiredEvent

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

LOGIN = "/accounts/login/"


def last_action() -> ModerationAction:
    return ModerationAction.objects.newest_first().first()


def told(kind: str) -> list[list[int]]:
    """Who was told of events of this kind."""
    return [event.recipient_ids for event in FiredEvent.objects.filter(kind=kind).order_by("pk")]


def assert_counters_are_exact() -> None:
    """The kept numbers are those that counting every post anew gives."""
    for topic in Topic.objects.all():
        visible = list(Post.objects.filter(topic=topic, state="visible").order_by("number"))
        replies = [post for post in visible if post.number > 1]
        assert topic.reply_count == len(replies), topic.title
        assert topic.last_number >= max((p.number for p in Post.objects.filter(topic=topic)), default=0)
        assert topic.last_shown == (visible[-1].number if visible else 0)
        if visible:
            assert (topic.last_posted_at, topic.last_poster_id) == (visible[-1].created_at, visible[-1].author_id)
        first = next((post.created_at for post in replies if post.author_id != topic.author_id), None)
        assert topic.first_reply_at == first
        assert topic.accepted_id is None or topic.accepted_id in {post.pk for post in visible}
    for category in Category.objects.all():
        topics = Topic.objects.filter(category=category, state="visible")
        posts = Post.objects.filter(topic__in=topics, state="visible")
        assert (category.topic_count, category.post_count) == (topics.count(), posts.count())
        newest = topics.order_by("-last_posted_at", "-pk").values_list("pk", flat=True).first()
        assert category.last_topic_id == newest


def addresses(post: Post) -> dict[str, str]:
    topic = post.topic
    return {
        "post": reverse("forums_post_moderation", args=[post.pk]),
        "topic": reverse("forums_topic_moderation", args=[topic.pk]),
        "split": reverse("forums_split", args=[topic.pk]),
        "category": reverse("forums_category_moderation", args=[topic.category.slug]),
        "queue": reverse("forums_queue"),
        "held": f"{reverse('forums_queue')}?show=held",
        "people": reverse("forums_suspensions"),
        "log": reverse("forums_log"),
        "csv": reverse("forums_log_csv"),
    }


def act(client: Client, url: str, do: str, **data: object) -> HttpResponse:
    return client.post(url, {"do": do, **data})


def words(response: HttpResponse) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ")
