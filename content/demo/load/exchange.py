"""Focus Group outcomes and one-page reflections."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.knowledge import describe_item, pillar_of, unit_of
from content.demo.load.pictures import cover_for
from content.focus_groups.models import FocusGroupPage, FollowUp, Resolution
from content.reflections.models import Commitment, MeetingPage, ReflectionPage

if TYPE_CHECKING:
    from content.demo.load.context import Load

# Events to which many come, and after which each writes a page.
EVENTS_WITH_A_PAGE = {"meeting", "training", "exchange"}
NEED = ("need", "frequency", "intensity", "quotes", "source")


def load_focus_groups(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("focus_groups"):

        def build(record: dict = record) -> FocusGroupPage:
            return _build_focus_group(load, record)

        key, parent = ("focus_groups", record["slug"]), load.pages["index", "focus_groups"]
        author = load.users[record["moderator"]]
        made = load.add_page(key, parent, record["slug"], build, day=record["date"], author=author)
        tally.count(made=made)
    return tally


def _build_focus_group(load: Load, record: dict) -> FocusGroupPage:
    titles = {role["slug"]: role["title"] for role in load.district.of("roles")}
    start, end = (dt.time.fromisoformat(time) for time in record["time"].split("-"))
    page = FocusGroupPage(
        title=record["title"],
        summary=record["objective"][:300],
        cover=cover_for(load, kind="focus-group", title=record["title"], tags=record["tags"]),
        stakeholder_group=record["stakeholder_group"],
        stakeholder_label=record["stakeholder_label"],
        source_ref=record["source_ref"],
        start_time=start,
        end_time=end,
        place=record["place"],
        moderator=titles[record["moderator"]],
        note_takers=[titles[role] for role in record["note_takers"]],
        participants=[("participants", dict(row)) for row in record["participants"]],
        objective=record["objective"],
        question_guide=list(record["question_guide"]),
        statements=[("statement", dict(row)) for row in record["transcript_notes"]],
        themes=[
            (
                "theme",
                {
                    "name": theme["name"],
                    "description": theme["description"],
                    "needs": [{name: need[name] for name in NEED} for need in theme["needs"]],
                },
            )
            for theme in record["themes"]
        ],
        conclusions=list(record["conclusions"]),
    )
    page.resolutions = [
        Resolution(
            sort_order=row["no"],
            text=row["text"],
            owner_group=load.found["work_groups"][row["owner_group"]],
            due_date=dt.date.fromisoformat(row["due_date"]),
            indicator=row["indicator"],
            status=row["status"],
            result_ref=row["source_result_ref"] or "",
        )
        for row in sorted(record["resolutions"], key=lambda row: row["no"])
    ]
    page.follow_ups = [
        FollowUp(sort_order=n, date=dt.date.fromisoformat(row["date"]), note=row["note"], by=titles[row["by"]])
        for n, row in enumerate(record["follow_up"])
    ]
    return describe_item(
        load,
        page,
        authors=list(dict.fromkeys([record["moderator"], *record["note_takers"]])),
        day=record["date"],
        tags=record["tags"],
        pillar=pillar_of(load, "focus-group", record),
        visibility=record["visibility"],
    )


def load_reflections(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.of("one_pages"):

        def build(record: dict = record) -> ReflectionPage:
            page = ReflectionPage(
                meeting=load.pages.get(("meetings", record["slug"])),
                title=record["title"],
                summary=record["li"]["summary"][:300],
                event=record["event"],
                event_type=record["event_type"],
                keywords=list(record["keywords"]),
                su_points=list(record["su"]["points"]),
                ji_points=list(record["ji"]["points"]),
                pu_questions=list(record["pu"]["questions"]),
                li_summary=record["li"]["summary"],
            )
            page.commitments = [
                Commitment(
                    sort_order=n,
                    text=row["text"],
                    due_date=dt.date.fromisoformat(row["due_date"]),
                    stage=row["pdca"],
                )
                for n, row in enumerate(record["li"]["commitments"])
            ]
            return describe_item(
                load,
                page,
                authors=[record["author_role"]],
                day=record["date"],
                tags=record["tags"],
                pillar=pillar_of(load, "reflection", record),
                visibility=record["visibility"],
                **unit_of(load, record),
            )

        if record["event_type"] in EVENTS_WITH_A_PAGE and record["visibility"] == "public":
            _add_meeting(load, record)
        key, parent = ("one_pages", record["slug"]), load.pages["index", "reflections"]
        author = load.users[record["author_role"]]
        made = load.add_page(key, parent, record["slug"], build, day=record["date"], author=author)
        tally.count(made=made)
    return tally


def _add_meeting(load: Load, record: dict) -> None:
    """The page of the meeting after which a sheet was written."""

    def build() -> MeetingPage:
        return MeetingPage(
            title=record["event"],
            event_type=record["event_type"],
            held_on=dt.date.fromisoformat(record["date"]),
            code=record["slug"].removeprefix("op-")[:12],
            is_open=False,
        )

    slug = f"meeting-{record['slug'].removeprefix('op-')}"
    load.add_page(
        ("meetings", record["slug"]),
        load.pages["index", "reflections"],
        slug,
        build,
        day=record["date"],
        author=load.users[record["author_role"]],
    )
