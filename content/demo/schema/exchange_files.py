"""Shapes of Focus Group outcomes, one-page reflections, KM notes and help given (การดาม)."""

from __future__ import annotations

import re

from content.demo.schema.fields import Choice, Date, ListOf, Nullable, Pattern, Record, Reference, Text, Whole, slug
from content.demo.schema.office_files import LINES, PDCA, TITLE
from content.demo.schema.shared import DEMO, RELATED, TAGS, VISIBILITIES

FOCUS_GROUPS = ("office_staff", "school_leaders", "teachers", "committees_community", "students", "parents", "other")
RESOLUTION_STATES = ("planned", "in_progress", "done", "cancelled")
EVENT_TYPES = ("meeting", "focus_group", "training", "supervision", "classroom", "aar", "exchange")
NOTE_TYPES = ("story", "good_practice", "lesson", "aar", "faq", "tip")
SOURCES = ("source_document", "demo")

NEED = Record(
    {
        "need": Text(),
        "frequency": Whole(minimum=1, maximum=1000),
        "intensity": Whole(minimum=1, maximum=5),
        "score": Whole(minimum=1),
        "quotes": LINES,
        "source": Choice(SOURCES),
    }
)

FOCUS_GROUP = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "stakeholder_group": Choice(FOCUS_GROUPS),
        "stakeholder_label": TITLE,
        "source_ref": Text(max_length=40),
        "date": Date(past=True),
        "time": Pattern(re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}"), "09:00-11:30"),
        "place": TITLE,
        "moderator": Reference("roles"),
        "note_takers": ListOf(Reference("roles")),
        "participants": ListOf(Record({"role": TITLE, "count": Whole(minimum=1, maximum=1000)}), minimum=1),
        "participants_total": Whole(minimum=1),
        "objective": Text(),
        "question_guide": LINES,
        "transcript_notes": ListOf(Record({"speaker": Text(max_length=40), "text": Text()})),
        "themes": ListOf(Record({"name": TITLE, "description": Text(), "needs": ListOf(NEED, minimum=1)}), minimum=1),
        "priority_needs": ListOf(Record({"rank": Whole(minimum=1), "need": Text(), "score": Whole(minimum=1)})),
        "conclusions": LINES,
        "resolutions": ListOf(
            Record(
                {
                    "no": Whole(minimum=1),
                    "text": Text(),
                    "owner_group": Reference("work_groups"),
                    "due_date": Date(),
                    "status": Choice(RESOLUTION_STATES),
                    "indicator": Text(),
                    "source_result_ref": Nullable(Text(max_length=40)),
                }
            )
        ),
        "follow_up": ListOf(Record({"date": Date(past=True), "note": Text(), "by": Reference("roles")})),
        "related": RELATED,
        "tags": TAGS,
        "visibility": Choice(VISIBILITIES),
    },
    DEMO,
)

ONE_PAGE = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "event": TITLE,
        "event_type": Choice(EVENT_TYPES),
        "date": Date(past=True),
        "author_role": Reference("roles"),
        "keywords": ListOf(Text(max_length=60)),
        "su": Record({"label": TITLE, "points": LINES}),
        "ji": Record({"label": TITLE, "points": LINES}),
        "pu": Record({"label": TITLE, "questions": LINES}),
        "li": Record(
            {
                "label": TITLE,
                "summary": Text(),
                "commitments": ListOf(Record({"text": Text(), "due_date": Date(), "pdca": Choice(PDCA)})),
            }
        ),
        "related": RELATED,
        "tags": TAGS,
        "visibility": Choice(VISIBILITIES),
    },
    DEMO,
)

NOTE = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "note_type": Choice(NOTE_TYPES),
        "summary": Text(max_length=300),
        "body": Text(),
        "author_role": Reference("roles"),
        "work_group": Nullable(Reference("work_groups")),
        "school": Nullable(Reference("schools")),
        "tags": TAGS,
        "learning_areas": ListOf(Reference("learning_areas")),
        "grades": ListOf(Reference("grades")),
        "pillar": Nullable(Reference("pillars")),
        "date": Date(past=True),
        "visibility": Choice(VISIBILITIES),
        "related": RELATED,
    },
    DEMO,
)

HELPER_CASE = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "requester_school": Reference("schools"),
        "problem": Text(),
        "helper_roles": ListOf(Reference("roles"), minimum=1),
        "team": Reference("teams"),
        "requested": Date(past=True),
        "first_visit": Date(past=True),
        "visits": Whole(maximum=1000),
        "method": Text(),
        "result": Nullable(Text()),
        "status": Choice(("open", "in_progress", "closed")),
        "lesson": Nullable(Text()),
    },
    DEMO,
)
