"""Shapes of news and of the exchange forum."""

from __future__ import annotations

from content.demo.schema.fields import (
    Choice,
    Date,
    Flag,
    ListOf,
    Moment,
    Nullable,
    Record,
    Reference,
    Text,
    Whole,
    slug,
)
from content.demo.schema.office_files import TITLE
from content.demo.schema.shared import DEMO, RELATED, TAGS

NEWS = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "category": Text(max_length=60),
        "published": Date(past=True),
        "excerpt": Text(max_length=300),
        "body": ListOf(Text(), minimum=1),
        "work_group": Reference("work_groups"),
        "author_role": Reference("roles"),
        "tags": TAGS,
        "oit_item_2569": Nullable(Text(max_length=10)),
        "pinned": Flag(),
        "related": RELATED,
    },
    DEMO,
)

EMBLEMS = ("talk", "book", "branches", "lotus", "school", "office", "people", "shield")

FORUM_SPACE = Record(
    {
        "slug": slug(),
        "name": TITLE,
        "description": Text(max_length=500),
        "emblem": Choice(EMBLEMS),
        "readers": Choice(("public", "members", "work_group", "team", "school")),
    },
    # Which one, where the readers are those of one.
    {
        "work_group": Reference("work_groups"),
        "team": Reference("teams"),
        "school": Reference("schools"),
    },
)

FORUM_CATEGORY = Record(
    {
        "slug": slug(),
        "space": Reference("forum_spaces"),
        "name": TITLE,
        "description": Text(max_length=500),
        "emblem": Choice(EMBLEMS),
        "audience": TITLE,
        "work_group": Nullable(Reference("work_groups")),
        "moderators": ListOf(Reference("roles"), minimum=1),
    }
)

REPLY = Record(
    {
        "id": Text(max_length=80),
        "author_role": Reference("roles"),
        "created": Moment(),
        "body": Text(),
        "is_answer": Flag(),
    }
)

FORUM_THREAD = Record(
    {
        "slug": slug(),
        "category": Reference("forum_categories"),
        "title": TITLE,
        "author_role": Reference("roles"),
        "created": Moment(),
        "kind": Choice(("question", "experience", "lesson", "announcement")),
        "tags": TAGS,
        "body": Text(),
        "pinned": Flag(),
        "status": Choice(("open", "solved")),
        "replies": ListOf(REPLY),
        "reply_count": Whole(),
    },
    DEMO,
)
