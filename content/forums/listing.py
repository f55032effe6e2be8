"""
Lists of topics as plain values, thirty a page, by the place in the list where a page begins (`?before=`, `?after=`).

No page counts rows or skips over them, so the last page of fifty thousand topics costs what the first one costs.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.core.memory import Memory
from content.core.paging import address
from content.forums.marks import new_posts
from content.forums.models import TopicTag
from content.forums.models.topics import State
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from content.forums.models import Topic
    from content.forums.querysets.topics import TopicQuerySet

PAGE_SIZE = 30
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
LARGEST_ID = 2**63 - 1
# The year 9999 in microseconds.
LAST_MOMENT = 253_402_300_799 * 1_000_000


# By their values, so that they stay when content changes; apart from posts, which are larger.
_remembered_rows = Memory(2000, of_content=False).get


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list that is sorted by a moment and then by id."""

    moment: datetime.datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // MICROSECOND}-{self.pk}"


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The topics of one page and the addresses of its neighbours, empty where there is none."""

    topics: list[Topic]
    is_first: bool
    newer_url: str
    older_url: str


def place_from(text: str | None) -> Place | None:
    """The place that stands in an address, or None where it is none."""
    moment, dash, pk = (text or "").partition("-")
    if not dash or not all(part.isascii() and part.isdigit() and len(part) < 20 for part in (moment, pk)):
        return None
    return Place(EPOCH + datetime.timedelta(microseconds=min(int(moment), LAST_MOMENT)), min(int(pk), LARGEST_ID))


def beyond(place: Place, field: str, *, newer: bool) -> Q:
    """What stands after a place of a list that runs from new to old; `newer`: before it."""
    side = "gt" if newer else "lt"
    # The first condition alone lets the database walk its index; the second settles equal moments.
    return Q(**{f"{field}__{side}e": place.moment}) & (
        Q(**{f"{field}__{side}": place.moment}) | Q(**{f"pk__{side}": place.pk})
    )


def page_of(
    topics: TopicQuerySet, parameters: Mapping[str, str], field: str = "last_posted_at", **kept: str
) -> TopicPage:
    """The page of `topics` that the parameters ask for, the newest first. `kept` stays in the addresses."""
    before, after = place_from(parameters.get("before")), place_from(parameters.get("after"))
    newest_first, oldest_first = (f"-{field}", "-pk"), (field, "pk")
    if after is not None:
        found = list(topics.filter(beyond(after, field, newer=True)).order_by(*oldest_first)[: PAGE_SIZE + 1])
        rows, has_older, has_newer = found[:PAGE_SIZE][::-1], True, len(found) > PAGE_SIZE
    else:
        if before is not None:
            topics = topics.filter(beyond(before, field, newer=False))
        found = list(topics.order_by(*newest_first)[: PAGE_SIZE + 1])
        rows, has_older, has_newer = found[:PAGE_SIZE], len(found) > PAGE_SIZE, before is not None

    def url(name: str, topic: Topic) -> str:
        return address(**kept, **{name: str(Place(getattr(topic, field), topic.pk))})

    return TopicPage(
        topics=rows,
        is_first=not has_newer,
        newer_url=(url("after", rows[0]) if rows else address(**kept)) if has_newer else "",
        older_url=url("before", rows[-1]) if rows and has_older else "",
    )


def for_rows(topics: TopicQuerySet) -> TopicQuerySet:
    """With all that a row shows but its tags and people: joined, those doubled what PostgreSQL has to plan."""
    return topics.select_related("category")


def topic_rows(
    topics: Iterable[Topic],
    user: object,
    tag_url: Callable[[str], str] | None = None,
    *,
    names_category: bool = True,
    level: int = 2,
) -> list[dict[str, object]]:
    """
    Topics read with `for_rows` as the values of `forums/_topic_row.html`, and the `html` of each with a heading of that
    level. A query for tags, one for people and two for what is new.
    """
    topics = list(topics)
    new = new_posts(user, topics)
    tags = _tags_of(topics, tag_url or _tag_url)
    names = _names_of(topics)
    rows = [_row(topic, new.get(topic.pk, 0), tags[topic.pk], names, names_category) for topic in topics]
    for row in rows:
        # Made once for all to whom the row looks the same: thirty made anew were half of the time of a list.
        row["html"] = _remembered_rows(
            (get_language(), level, repr(row)),
            partial(render_to_string, "forums/_topic_row.html", {"row": row, "level": level}),
        )
    return rows


def _tags_of(topics: Iterable[Topic], tag_url: Callable[[str], str]) -> defaultdict[int, list[dict[str, str]]]:
    """By the id of the topic. `topic.tags` would make a query set for each, which takes longer than all of this."""
    found: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
    rows = TopicTag.objects.filter(content_object__in=[topic.pk for topic in topics]).order_by("pk")
    for topic_id, name, slug in rows.values_list("content_object_id", "tag__name", "tag__slug"):
        found[topic_id].append({"name": name, "url": tag_url(slug)})
    return found


def _names_of(topics: Iterable[Topic]) -> dict[int | None, str]:
    """What those who began the topics and wrote last in them are called, by their id; of nobody, a member."""
    ids = {pk for topic in topics for pk in (topic.author_id, topic.last_poster_id)} - {None}
    people = User.objects.filter(pk__in=ids).select_related("profile")
    return {None: _("Member"), **{person.pk: person.public_name for person in people}}


def _row(
    topic: Topic, new_count: int, tags: list[dict[str, str]], names: Mapping[int | None, str], names_category: bool
) -> dict[str, object]:
    url = topic.get_absolute_url()
    return {
        "pk": topic.pk,
        "title": topic.title,
        # Who has read a part goes on where they stopped.
        "url": f"{url}?unread" if new_count and new_count < topic.last_shown else url,
        "kind": topic.kind,
        "kind_label": topic.get_kind_display(),
        "is_question": topic.is_question,
        "is_solved": topic.is_solved,
        "is_pinned": topic.is_pinned,
        "is_locked": topic.is_locked,
        "is_closed": topic.category.is_closed,
        "state": topic.state,
        "has_states": has_states(topic),
        # An account may go between the two questions.
        "who": names.get(topic.author_id, names[None]),
        "last_who": names.get(topic.last_poster_id or topic.author_id, names[None]),
        "last_posted_at": topic.last_posted_at,
        "reply_count": topic.reply_count,
        "new_count": new_count,
        "category": {"name": topic.category.name, "url": topic.category.get_absolute_url()} if names_category else None,
        "tags": tags,
    }


def has_states(topic: Topic) -> bool:
    """Whether there is anything to say of what has become of it."""
    return (
        topic.is_question
        or topic.is_solved
        or topic.is_pinned
        or topic.is_locked
        or topic.category.is_closed
        or topic.state != State.VISIBLE
    )


def _tag_url(slug: str) -> str:
    return reverse("forums_tag", args=[slug])
