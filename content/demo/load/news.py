"""News with their categories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.generated import paragraph
from content.demo.load.pictures import cover_for
from content.website.models import NewsCategory, NewsPage

if TYPE_CHECKING:
    from content.demo.load.context import Load


def load_news(load: Load) -> Tally:
    tally = Tally()
    titles = {role["slug"]: role["title"] for role in load.district.of("roles")}
    categories = {category.name: category for category in NewsCategory.objects.all()}
    for record in load.district.of("news"):

        def build(record: dict = record) -> NewsPage:
            name = record["category"]
            if name not in categories:
                categories[name] = NewsCategory.objects.create(name=name, order=len(categories) + 1)
            page = NewsPage(
                title=record["title"],
                summary=record["excerpt"],
                cover=cover_for(load, kind="news", title=record["title"], tags=record["tags"]),
                news_date=dt.date.fromisoformat(record["published"]),
                category=categories[name],
                work_group=load.found["work_groups"][record["work_group"]],
                author_position=titles[record["author_role"]],
                is_pinned=record["pinned"],
                body=[paragraph(text) for text in record["body"]],
            )
            if record["tags"]:
                page.tags.add(*record["tags"])
            return page

        key, parent = ("news", record["slug"]), load.pages["index", "news"]
        author = load.users[record["author_role"]]
        made = load.add_page(key, parent, record["slug"], build, day=record["published"], author=author)
        tally.count(made=made)
    return tally
