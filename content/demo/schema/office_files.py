"""Shapes of the files about the office itself: people, groups, schools, standards, public duties."""

from __future__ import annotations

import re

from content.demo.schema.fields import (
    Choice,
    Date,
    Flag,
    ListOf,
    MapOf,
    Nullable,
    Number,
    Pattern,
    Record,
    Reference,
    Text,
    Whole,
    colour,
    slug,
)

TITLE = Text(max_length=200)
LINES = ListOf(Text())
PDCA = ("P", "D", "C", "A")
PILLARS = ("พัฒนาระบบ", "พัฒนาคน", "พัฒนางาน")
SCHOOL_SIZES = ("ขนาดเล็ก", "ขนาดกลาง", "ขนาดใหญ่", "ขนาดใหญ่พิเศษ")
ROLE_KINDS = (
    "executive",
    "group_head",
    "staff",
    "supervisor",
    "school_leader",
    "teacher",
    "committee",
    "community",
)
FISCAL_YEAR = Whole(minimum=2500, maximum=2700)
EMAIL = Pattern(re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "school01@example.invalid")


def code(length: int) -> Pattern:
    return Pattern(re.compile(rf"\d{{{length}}}"), "0123456789"[:length])


ROLE = Record(
    {
        "slug": slug(),
        "title": TITLE,
        "kind": Choice(ROLE_KINDS),
        "work_group": Nullable(Reference("work_groups")),
        "school": Nullable(Reference("schools")),
    }
)

WORK_GROUP = Record(
    {
        "order": Whole(minimum=1, maximum=100),
        "slug": slug(),
        "name": TITLE,
        "short_name": Text(max_length=20),
        "mission": Text(),
        "duties": LINES,
        "services": ListOf(Record({"name": TITLE, "days": Whole(maximum=365)})),
        "km_topics": LINES,
        "systems": ListOf(Reference("information_systems")),
        "oit_2569": LINES,
        "head_role": Reference("roles"),
    },
    {"is_demo": Flag()},
)

STUDENT_ROW = Record(
    {"grade": Reference("grades"), "male": Whole(), "female": Whole(), "total": Whole(), "rooms": Whole()}
)

SCHOOL = Record(
    {
        "slug": slug(),
        "name": TITLE,
        "is_fictional": Flag(),
        "smis_code": code(8),
        "ministry_code": code(10),
        "obec_code": code(6),
        "district": Text(max_length=80),
        "province": Text(max_length=80),
        "network": Text(max_length=120),
        "levels": Text(max_length=60),
        "is_expansion": Flag(),
        "teachers": Whole(maximum=1000),
        "size": Choice(SCHOOL_SIZES),
        "students": Record(
            {
                "academic_year": FISCAL_YEAR,
                "as_of": Date(past=True),
                "source": Text(),
                "rows": ListOf(STUDENT_ROW, minimum=1),
                "male": Whole(),
                "female": Whole(),
                "total": Whole(),
                "rooms": Whole(),
            }
        ),
        "strengths": LINES,
        "contact": Record({"phone": Nullable(Text(max_length=60)), "email": Nullable(EMAIL)}),
    }
)

TEAM = Record(
    {
        "slug": slug(),
        "name": TITLE,
        "flower": Text(max_length=60),
        "color": colour(),
        "meaning": Text(),
        "mission": Text(),
        "lead_role": Reference("roles"),
        "members": ListOf(
            Record({"role": Reference("roles"), "work_group": Nullable(Reference("work_groups"))}), minimum=1
        ),
        "agreed_rules": LINES,
        "current_tasks": ListOf(Record({"title": TITLE, "pdca": Choice(PDCA), "due_date": Date()})),
        "success_story": Text(),
    },
    {"is_demo": Flag()},
)

STANDARD_INDICATOR = Record(
    {
        "code": Pattern(re.compile(r"\d+\.\d+"), "1.2"),
        "name": TITLE,
        "measure": Text(),
        "unit": Text(max_length=40),
        "direction": Choice(("up", "down")),
        "thresholds": MapOf(("1", "2", "3", "4", "5"), Number()),
        "owner_group": Reference("work_groups"),
        "evidence": LINES,
        "demo_value": Number(),
        "demo_level": Whole(minimum=1, maximum=5),
        "demo_level_name": Text(max_length=40),
    }
)

STANDARD = Record(
    {
        "slug": slug(),
        "no": Whole(minimum=1, maximum=100),
        "area": Choice(PILLARS),
        "title": TITLE,
        "description": Text(),
        "indicators": ListOf(STANDARD_INDICATOR, minimum=1),
        "pdca_checks": MapOf(PDCA, Text()),
        "demo_average_level": Number(),
        "fiscal_year": FISCAL_YEAR,
    },
    {"is_demo": Flag()},
)

OIT_YEAR = Record(
    {
        "fiscal_year": FISCAL_YEAR,
        "total": Whole(minimum=1, maximum=100),
        "scope": TITLE,
        "checked_note": Text(),
        "items": ListOf(
            Record({"no": Pattern(re.compile(r"O\d+"), "O12"), "title": TITLE, "checked": Flag()}), minimum=1
        ),
    }
)

CODED_LINE = Record({"code": Text(max_length=20), "text": Text()})

OFFICE = Record(
    {
        "slug": slug(),
        "name": TITLE,
        "short_name": Text(max_length=80),
        "name_en": TITLE,
        "parents": LINES,
        "role_statement": Text(),
        "management_model": Record(
            {
                "name": TITLE,
                "principle": Text(),
                "objectives": LINES,
                "areas": ListOf(
                    Record({"code": Text(max_length=20), "name": Choice(PILLARS), "items": ListOf(CODED_LINE)}),
                    minimum=1,
                ),
            }
        ),
        "results_office": ListOf(CODED_LINE),
        "results_schools": ListOf(CODED_LINE),
        "districts": ListOf(Record({"name": Text(max_length=80), "evidence": Text()})),
        "school_count": Nullable(Whole()),
        "channels": ListOf(Record({"type": Text(max_length=40), "name": TITLE, "purpose": Text()})),
        "information_systems": ListOf(
            Record({"code": Text(max_length=20), "name": TITLE, "owner_group": Reference("work_groups")})
        ),
        "contact": Record(
            {
                "address": Text(),
                "postcode": Nullable(Text(max_length=10)),
                "phone": Nullable(Text(max_length=60)),
                "email": EMAIL,
            },
            {"is_placeholder": Flag()},
        ),
    },
    {"source": Text(max_length=40), "is_demo": Flag()},
)
