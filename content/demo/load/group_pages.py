"""Pages of work groups, staff teams and schools."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.pictures import cover_for
from content.website.models import SchoolPage, TeamPage, TeamTask, WorkGroupPage, WorkGroupService

if TYPE_CHECKING:
    from content.demo.load.context import Load


def load_work_group_pages(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("work_groups"):

        def build(record: dict = record) -> WorkGroupPage:
            page = WorkGroupPage(
                title=record["name"],
                summary=record["mission"][:300],
                work_group=load.found["work_groups"][record["slug"]],
                duties=list(record["duties"]),
                knowledge_topics=list(record["km_topics"]),
            )
            page.services = [
                WorkGroupService(name=service["name"], days=service["days"], sort_order=number)
                for number, service in enumerate(record["services"])
            ]
            return page

        tally.count(made=_add(load, "work_groups", record["slug"], build))
    return tally


def load_team_pages(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("teams"):

        def build(record: dict = record) -> TeamPage:
            page = TeamPage(
                title=record["name"],
                summary=record["mission"][:300],
                team=load.found["teams"][record["slug"]],
                success_story=record["success_story"],
                cover=cover_for(load, kind="team", title=record["name"], colour=record["color"]),
            )
            page.tasks = [
                TeamTask(
                    title=task["title"],
                    stage=task["pdca"],
                    due_date=dt.date.fromisoformat(task["due_date"]),
                    sort_order=number,
                )
                for number, task in enumerate(record["current_tasks"])
            ]
            return page

        tally.count(made=_add(load, "teams", record["slug"], build))
    return tally


def load_school_pages(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("schools"):

        def build(record: dict = record) -> SchoolPage:
            place = f"{load.words['in_district']}{record['district']}"
            known_for = f"{load.words['known_for']} {', '.join(record['strengths'])}"
            summary = " · ".join([record["levels"], record["size"], place, known_for])
            return SchoolPage(title=record["name"], summary=summary[:300], school=load.found["schools"][record["slug"]])

        tally.count(made=_add(load, "schools", record["slug"], build))
    return tally


def _add(load: Load, collection: str, slug: str, build: object) -> bool:
    """Put the page below the index page of its collection. A group has one page, wherever an editor has moved it."""
    owner = load.found[collection][slug]
    present = getattr(owner, "page", None)
    if present:
        load.pages[collection, slug] = present
        return False
    parent = load.pages["index", collection]
    return load.add_page((collection, slug), parent, slug, build, day=load.district.site["opened"])
