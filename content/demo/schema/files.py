"""Which files there are, which collections of records each holds, and the shape of the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.demo.schema.event_files import EXCHANGE_EVENT
from content.demo.schema.exchange_files import FOCUS_GROUP, HELPER_CASE, NOTE, ONE_PAGE
from content.demo.schema.fields import MapOf, Text
from content.demo.schema.learning_files import LEARNING_UNIT, MIND_MAP
from content.demo.schema.news_files import FORUM_CATEGORY, FORUM_SPACE, FORUM_THREAD, NEWS
from content.demo.schema.office_files import OFFICE, OIT_YEAR, ROLE, SCHOOL, STANDARD, TEAM, WORK_GROUP
from content.demo.schema.site_files import SITE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.demo.schema.fields import Field, Record


@dataclass(frozen=True)
class Collection:
    """A list of records in a file; `key` is the field that names a record."""

    name: str
    shape: Record
    key: str = "slug"


@dataclass(frozen=True)
class DataFile:
    """A file that holds lists of records (by their name in the file) and perhaps single values."""

    name: str
    collections: Mapping[str, Collection]
    values: Mapping[str, Field] = field(default_factory=dict)


FILES = (
    DataFile("roles.json", {"roles": Collection("roles", ROLE)}),
    DataFile("work_groups.json", {"work_groups": Collection("work_groups", WORK_GROUP)}),
    DataFile("schools.json", {"schools": Collection("schools", SCHOOL)}, {"notice": Text()}),
    DataFile("staff_teams.json", {"teams": Collection("teams", TEAM)}),
    DataFile(
        "standards.json",
        {"standards": Collection("standards", STANDARD)},
        {"levels": MapOf(("1", "2", "3", "4", "5"), Text(max_length=40))},
    ),
    DataFile("oit_items.json", {"years": Collection("oit_years", OIT_YEAR, key="fiscal_year")}),
    DataFile("learning_units.json", {"learning_units": Collection("learning_units", LEARNING_UNIT)}),
    DataFile("mind_maps.json", {"mind_maps": Collection("mind_maps", MIND_MAP)}),
    DataFile("focus_groups.json", {"focus_groups": Collection("focus_groups", FOCUS_GROUP)}, {"score_rule": Text()}),
    DataFile("one_pages.json", {"one_pages": Collection("one_pages", ONE_PAGE)}),
    DataFile("notes.json", {"notes": Collection("notes", NOTE)}),
    DataFile("helper_cases.json", {"helper_cases": Collection("helper_cases", HELPER_CASE)}),
    DataFile("news.json", {"news": Collection("news", NEWS)}),
    DataFile(
        "forum.json",
        {
            "spaces": Collection("forum_spaces", FORUM_SPACE),
            "categories": Collection("forum_categories", FORUM_CATEGORY),
            "threads": Collection("forum_threads", FORUM_THREAD),
        },
    ),
    DataFile("exchange_events.json", {"exchange_events": Collection("exchange_events", EXCHANGE_EVENT)}),
)

# Files that are a single record. The site comes first: it names the day on which the data was true.
SITE_FILE = "site.json"
OFFICE_FILE = "office.json"
SINGLE_RECORDS = {SITE_FILE: SITE, OFFICE_FILE: OFFICE}
FILE_OF_COLLECTION = {
    collection.name: data_file.name for data_file in FILES for collection in data_file.collections.values()
}
