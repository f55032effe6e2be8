"""Shape of `site.json`: the pages, menus, accounts and words that make the other files a website."""

from __future__ import annotations

import re

from content.demo.schema.fields import (
    Choice,
    Date,
    Field,
    ListOf,
    MapOf,
    Nullable,
    Pattern,
    Record,
    Reference,
    Text,
    Whole,
    slug,
)
from content.demo.schema.office_files import LINES, PILLARS, TITLE

INDEX_PAGES = (
    "knowledge",
    "learning_units",
    "mind_maps",
    "focus_groups",
    "reflections",
    "notes",
    "news",
    "work_groups",
    "teams",
    "schools",
)
GENERATED = ("role", "districts", "channels", "management_model", "results", "information_systems")
SCENES = (
    "wetland",
    "lake",
    "rice_field",
    "palm_market",
    "shadow_stage",
    "dance",
    "branches",
    "circle_of_people",
    "sheet_of_paper",
    "notebook",
    "flower",
    "school",
    "meadow",
)
KINDS = ("learning-unit", "mind-map", "focus-group", "reflection", "helper-case")
PLATFORM_ROLES = ("member", "contributor", "reviewer", "editor", "administrator")
# Words that stand around what is generated from the other files.
WORDS = (
    "credit",
    "no",
    "item",
    "checked",
    "seen_in_source",
    "from_memory",
    "oit_title",
    "oit_caption",
    "items",
    "standard",
    "indicator",
    "measure",
    "unit",
    "value",
    "level",
    "owner",
    "evidence",
    "percent",
    "known_for",
    "in_district",
    "thresholds",
    "indicators",
    "pdca",
    "stage",
    "check",
    "average_level",
    "area",
    "P",
    "D",
    "C",
    "A",
    "principle",
    "objectives",
    "results_office",
    "results_schools",
    "system_code",
    "system_name",
    "systems",
    "channel",
    "purpose",
    "districts",
    "helper_problem",
    "helper_method",
    "helper_result",
    "helper_lesson",
    "helper_help",
    "helper_visits",
    "helper_requested",
    "helper_first_visit",
    "helper_school",
    "helper_team",
    "helper_helpers",
    "helper_open",
    "helper_summary",
    "helper_tag",
)

PAGE_LINK = {"label": Text(max_length=60, blank=True), "page": Reference("site_pages")}
MENU_LINK = Record(
    {"label": Text(max_length=60, blank=True)},
    {"page": Reference("site_pages"), "url": Pattern(re.compile(r"/[a-z0-9/-]*"), "/forum/")},
)
BODY: Field = ListOf(
    Record(
        {},
        {
            "heading": Text(max_length=150),
            "text": Text(),
            "list": LINES,
            "steps": ListOf(Text(max_length=150), minimum=2),
            "action": Record(PAGE_LINK),
            "generated": Choice(GENERATED),
        },
    )
)

SITE_PAGE = Record(
    {
        "slug": slug(),
        "parent": Nullable(Reference("site_pages")),
        "title": TITLE,
        "summary": Text(max_length=300),
        "body": BODY,
    }
)

INDEX_PAGE = Record(
    {
        "key": Choice(INDEX_PAGES),
        "slug": slug(),
        "title": TITLE,
        "summary": Text(max_length=300),
        "introduction": Text(max_length=600, blank=True),
    }
)

ATTACHMENT = Record(
    {
        "collection": Choice(("learning_units", "one_pages")),
        "slug": slug(),
        "filename": Pattern(re.compile(r"[a-z0-9-]+\.docx"), "bird-survey-sheet.docx"),
        "title": TITLE,
        "intro": Text(),
        "fields": LINES,
        "columns": ListOf(Text(max_length=60), minimum=1),
        "rows": Whole(minimum=1, maximum=60),
    }
)

ACCOUNT = Record(
    {
        "role": Choice(PLATFORM_ROLES),
        "username": slug(),
        "position": TITLE,
        "work_group": Nullable(Reference("work_groups")),
        "school": Nullable(Reference("schools")),
    }
)

SITE = Record(
    {
        "as_of": Date(),
        "opened": Date(past=True),
        "home": Record(
            {
                "title": TITLE,
                "summary": Text(max_length=300),
                "hero_heading": Text(max_length=120),
                "search_placeholder": Text(max_length=80),
                "examples": ListOf(Text(max_length=60)),
            }
        ),
        "index_pages": ListOf(INDEX_PAGE),
        "pages": ListOf(SITE_PAGE),
        "contact": Record(
            {
                "slug": slug(),
                "title": TITLE,
                "summary": Text(max_length=300),
                "hours": Text(max_length=150),
                "points": ListOf(Record({"name": Text(max_length=150)})),
                "body": BODY,
            }
        ),
        "alert": Record({"text": Text(max_length=200), "page": Reference("site_pages")}),
        "menus": MapOf(("header", "footer"), ListOf(MENU_LINK, minimum=1)),
        "pillars": MapOf(KINDS, Choice(PILLARS)),
        "attachments": ListOf(ATTACHMENT),
        "accounts": ListOf(ACCOUNT),
        "picture_texts": MapOf(SCENES, Text(max_length=255)),
        "wording": MapOf(WORDS, Text(max_length=200)),
    }
)
