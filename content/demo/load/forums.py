"""The exchange forums: spaces, categories with a moderator each, and the topics with their replies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from content.demo.load.context import Tally
from content.forums.models import Category, Post, Space, Topic
from content.forums.services.counting import recount_categories, recount_topic

if TYPE_CHECKING:
    from content.demo.load.context import Load

# The field of a space, and where what was loaded for it is found.
OWNERS = {"work_group": "work_groups", "team": "teams", "school": "schools"}


def load_spaces(load: Load) -> Tally:
    tally = Tally()
    present = load.found["forum_spaces"] = {space.slug: space for space in Space.objects.all()}
    for order, record in enumerate(load.district.of("forum_spaces"), start=1):
        made = record["slug"] not in present
        if made:
            names = ("slug", "name", "description", "emblem", "readers")
            owners = {name: load.found[found].get(record.get(name)) for name, found in OWNERS.items()}
            space = Space(order=order, **owners, **{name: record[name] for name in names})
            space.full_clean()
            space.save()
            present[space.slug] = space
        tally.count(made=made)
    return tally


def load_categories(load: Load) -> Tally:
    tally = Tally()
    present = load.found["forum_categories"] = {category.slug: category for category in Category.objects.all()}
    for order, record in enumerate(load.district.of("forum_categories"), start=1):
        made = record["slug"] not in present
        if made:
            group = record["work_group"]
            category = Category(
                space=load.found["forum_spaces"][record["space"]],
                order=order,
                work_group=load.found["work_groups"][group] if group else None,
                **{name: record[name] for name in ("slug", "name", "description", "emblem")},
            )
            category.full_clean()
            category.save()
            category.moderators.set([load.users[role] for role in record["moderators"]])
            present[category.slug] = category
        tally.count(made=made)
    return tally


def load_topics(load: Load) -> Tally:
    """Each as it would stand had people written it, without telling anybody of it now."""
    tally = Tally()
    present = set(Topic.objects.filter(submission__startswith="demo:").values_list("submission", flat=True))
    for record in load.district.of("forum_threads"):
        made = submission_of(record["slug"]) not in present
        if made:
            load.made_topics.append(_make_topic(load, record))
        tally.count(made=made)
    recount_categories({topic.category_id for topic in load.made_topics})
    return tally


def submission_of(name: str) -> str:
    return f"demo:{name}"[:64]


def _make_topic(load: Load, record: dict) -> Topic:
    author, moment = load.users[record["author_role"]], _moment(record["created"])
    topic = Topic.objects.create(
        category=load.found["forum_categories"][record["category"]],
        kind=record["kind"],
        title=record["title"],
        author=author,
        is_pinned=record["pinned"],
        created_at=moment,
        last_posted_at=moment,
        last_poster=author,
        submission=submission_of(record["slug"]),
    )
    topic.tags.set(record["tags"])
    _add_post(topic, 1, load, record, submission_of(record["slug"]))
    for number, reply in enumerate(record["replies"], start=2):
        post = _add_post(topic, number, load, reply, submission_of(reply["id"]))
        if reply["is_answer"] and record["status"] == "solved" and topic.accepted is None:
            topic.accepted, topic.accepted_at = post, post.created_at
    recount_topic(topic)
    return topic


def _add_post(topic: Topic, number: int, load: Load, record: dict, submission: str) -> Post:
    return Post.objects.create(
        topic=topic,
        number=number,
        author=load.users[record["author_role"]],
        text=record["body"],
        created_at=_moment(record["created"]),
        submission=submission,
    )


def _moment(text: str) -> dt.datetime:
    """A moment of the data, never later than now."""
    return min(timezone.make_aware(dt.datetime.fromisoformat(text)), timezone.now())
