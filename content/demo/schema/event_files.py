"""Shape of exchange events."""

from __future__ import annotations

import re

from content.demo.schema.fields import Date, ListOf, Nullable, Pattern, Record, Reference, Text, Whole, slug
from content.demo.schema.office_files import TITLE

HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
CODE = re.compile(r"[a-z0-9]{4,12}")

EXCHANGE_EVENT = Record(
    {
        "slug": slug(),
        "code": Pattern(CODE, "dreadingp"),
        "category": Reference("forum_categories"),
        "title": Text(max_length=150),
        "host": Reference("roles"),
        "work_group": Reference("work_groups"),
        # A day that has passed; without it, so many days after the load: a sample site always has something to come.
        "day": Nullable(Date(past=True)),
        "in_days": Whole(maximum=365),
        "begins": Pattern(HOUR, "09:30"),
        "ends": Pattern(HOUR, "12:00"),
        "place": TITLE,
        "link": Text(max_length=500, blank=True),
        # 0: everyone finds a place.
        "capacity": Whole(maximum=5_000),
        "agenda": Text(),
        "going": ListOf(Reference("roles")),
        "waiting": ListOf(Reference("roles")),
        "meeting": Nullable(Reference("one_pages")),
        "results": ListOf(Reference("notes")),
        "summary": Text(blank=True),
    }
)
