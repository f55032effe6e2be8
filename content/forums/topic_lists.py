"""
What stands in each list of topics. Each walks one index from its newest topic and stops after a page, so that it is as
quick with fifty thousand topics as with fifty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from content.forums.listing import PAGE_SIZE, Place, TopicPage, for_rows, page_of, place_from
from content.forums.marks import unread_topics
from content.forums.models import Category, CategoryFollow, Topic, TopicFollow
from content.forums.models.topics import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from content.forums.querysets.topics import TopicQuerySet
    from content.people.models import User

    Page = Callable[[object, Mapping[str, str]], TopicPage]


@dataclass(frozen=True, slots=True)
class TopicList:
    """A list, what it is for, and what to say where it is empty. `is_own`: for whoever is signed in."""

    page: Page
    heading: str
    lead: str
    empty: str
    is_own: bool = True


def latest(user: object, parameters: Mapping[str, str]) -> TopicPage:
    return page_of(for_rows(Topic.objects.visible_to(user)), parameters)


def new(user: User, parameters: Mapping[str, str]) -> TopicPage:
    return page_of(for_rows(unread_topics(user, _readable(user))), parameters)


def unanswered(user: object, parameters: Mapping[str, str]) -> TopicPage:
    """Questions without an accepted answer, by when they were asked."""
    topics = Topic.objects.open_questions().in_categories(_readable(user))
    return page_of(for_rows(topics), parameters, "created_at")


def mine(user: User, parameters: Mapping[str, str]) -> TopicPage:
    return page_of(for_rows(begun_by(user)), parameters, "created_at")


def begun_by(user: User) -> TopicQuerySet:
    """The topics of a person where they may still read them, also those that wait for a moderator. One query."""
    readable = Category.objects.visible_to(user).order_by().values("pk")
    return Topic.objects.filter(author=user, state__in=(State.VISIBLE, State.PENDING), category__in=readable)


def followed(user: User, parameters: Mapping[str, str]) -> TopicPage:
    """
    Topics followed by themselves or by their category, without muted ones.

    Two walks, one along the follows of the person and one along the followed categories, are each quick; one with both
    conditions would have to look at every topic. Their pages are put together here.
    """
    topics = for_rows(Topic.objects.visible_to(user))
    categories = list(CategoryFollow.objects.filter(user=user).values_list("category_id", flat=True))
    muted = TopicFollow.objects.filter(user=user, topic_id=OuterRef("pk"), is_muted=True)
    walks = [topics.filter(follows__user=user, follows__is_muted=False)]
    if categories:
        walks.append(topics.in_categories(categories).exclude(Exists(muted)))
    pages = [page_of(walk, parameters) for walk in walks]
    if len(pages) == 1:
        return pages[0]
    return _together(pages, newer=place_from(parameters.get("after")) is not None)


def _together(pages: list[TopicPage], *, newer: bool) -> TopicPage:
    """One page of several, each of which begins at the same place of its own walk."""
    by_id = {topic.pk: topic for page in pages for topic in page.topics}
    topics = sorted(by_id.values(), key=lambda topic: (topic.last_posted_at, topic.pk), reverse=True)
    shown = topics[-PAGE_SIZE:] if newer else topics[:PAGE_SIZE]
    left_over = len(topics) > len(shown)
    has_newer = any(page.newer_url for page in pages) or (newer and left_over)
    has_older = any(page.older_url for page in pages) or (not newer and left_over)

    def url(name: str, topic: Topic) -> str:
        return f"?{name}={Place(topic.last_posted_at, topic.pk)}"

    return TopicPage(
        topics=shown,
        is_first=not has_newer,
        newer_url=url("after", shown[0]) if shown and has_newer else "",
        older_url=url("before", shown[-1]) if shown and has_older else "",
    )


def _readable(user: object) -> list[int]:
    return list(Category.objects.visible_to(user).values_list("pk", flat=True))


LISTS: dict[str, TopicList] = {
    "latest": TopicList(
        latest,
        heading=_("Latest"),
        lead=_("All topics you may read, by their last post."),
        empty=_("Nobody has begun a topic yet."),
        is_own=False,
    ),
    "new": TopicList(
        new,
        heading=_("Unread"),
        lead=_("Topics of the last three months with posts you have not read."),
        empty=_("You have read everything."),
    ),
    "unanswered": TopicList(
        unanswered,
        heading=_("Waiting for an answer"),
        lead=_("Questions nobody has answered in a way that works. Can you help?"),
        empty=_("Every question has an answer that works."),
        is_own=False,
    ),
    "mine": TopicList(
        mine,
        heading=_("My topics"),
        lead=_("Topics you began."),
        empty=_("You have not begun a topic yet."),
    ),
    "followed": TopicList(
        followed,
        heading=_("Followed"),
        lead=_("Topics you follow, and topics of the categories you follow."),
        empty=_("You follow no topic yet. Writing in a topic follows it."),
    ),
}
