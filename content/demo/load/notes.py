"""KM notes, and help given (การดาม), which is kept among them: as lessons, for members only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.knowledge import describe_item
from content.notes.models import NotePage
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from content.demo.load.context import Load


def load_notes(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("notes"):

        def build(record: dict = record) -> NotePage:
            page = NotePage(
                title=record["title"],
                summary=record["summary"],
                note_type=record["note_type"],
                body=record["body"],
            )
            return describe_item(
                load,
                page,
                authors=[record["author_role"]],
                day=record["date"],
                tags=record["tags"],
                grades=record["grades"],
                areas=record["learning_areas"],
                pillar=record["pillar"],
                visibility=record["visibility"],
                work_group=record["work_group"],
                school=record["school"],
            )

        tally.count(made=_add(load, "notes", record["slug"], build, record["date"], record["author_role"]))
    return tally


def load_helper_cases(load: Load) -> Tally:
    """Help must read as help, never as a mark against a person or school: it is not public (domain: staff only)."""
    tally = Tally()
    for record in load.district.of("helper_cases"):

        def build(record: dict = record) -> NotePage:
            page = NotePage(
                title=record["title"],
                summary=f"{load.words['helper_summary']}: {record['problem']}"[:300],
                note_type=NotePage.NoteType.LESSON,
                body=_case_text(load, record),
            )
            return describe_item(
                load,
                page,
                authors=record["helper_roles"],
                day=record["first_visit"],
                tags=[load.words["helper_tag"], load.found["teams"][record["team"]].name],
                pillar=load.district.site["pillars"]["helper-case"],
                visibility="staff",
                school=record["requester_school"],
            )

        made = _add(load, "helper_cases", record["slug"], build, record["first_visit"], record["helper_roles"][0])
        tally.count(made=made)
    return tally


def _case_text(load: Load, record: dict) -> str:
    words = load.words
    titles = {role["slug"]: role["title"] for role in load.district.of("roles")}
    facts = [
        (words["helper_school"], load.found["schools"][record["requester_school"]].name),
        (words["helper_team"], load.found["teams"][record["team"]].name),
        (words["helper_helpers"], ", ".join(titles[role] for role in record["helper_roles"])),
        (words["helper_requested"], thai_date(dt.date.fromisoformat(record["requested"]), "long")),
        (words["helper_first_visit"], thai_date(dt.date.fromisoformat(record["first_visit"]), "long")),
        (words["helper_visits"], str(record["visits"])),
    ]
    sections = [
        (words["helper_problem"], record["problem"]),
        (words["helper_method"], record["method"]),
        (words["helper_help"], "\n".join(f"- {label}: {value}" for label, value in facts)),
        (words["helper_result"], record["result"] or words["helper_open"]),
        (words["helper_lesson"], record["lesson"] or words["helper_open"]),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)


def _add(load: Load, collection: str, slug: str, build: object, day: str, author: str) -> bool:
    parent = load.pages["index", "notes"]
    return load.add_page((collection, slug), parent, slug, build, day=day, author=load.users[author])
